using Orion.Bench;

return args is ["limit", ..] ? await LimitServer.RunAsync(args[1..]) : await Report.RunAsync(args);
