using Npgsql;
using Orion.Framework.Configuration.Commands;
using Orion.Framework.Database.Bootstrap;
using Orion.Framework.Database.Embedded;

namespace Orion.Framework.Configuration;

/// <summary>A verb for people who operate Orion, such as <c>orion seed --list</c>.</summary>
public interface ICommand
{
    /// <summary>The words that call it, such as <c>store import-products</c>.</summary>
    string Name { get; }

    /// <summary>One line on what it does, with its arguments.</summary>
    string Usage { get; }

    /// <summary>Does it. Gives the process's exit code: 0 done, 1 failed, 2 called wrongly.</summary>
    Task<int> RunAsync(IServiceProvider services, string[] arguments, CancellationToken stop);
}

/// <summary>A mistake whose message tells a person what to do; shown without a stack trace.</summary>
public sealed class OperatorException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Reads the verb, brings up what it needs, and turns failures into sentences.</summary>
public static class OrionCommands
{
    /// <summary>Runs the verb in <paramref name="args"/>; without one, serves.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var verb = args.TakeWhile(a => !a.StartsWith('-')).ToArray();
            if (verb.Length == 0 || verb[0] == "serve") return await OrionHost.ServeAsync(args[(verb.Length == 0 ? 0 : 1)..]);
            if (verb[0] == "health") return await HealthProbe.RunAsync(args[1..]);
            return await OrionHost.RunCommandAsync(args);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception wrong) when (Explain(wrong) is { } sentence)
        {
            await Console.Error.WriteLineAsync("orion: " + sentence);
            return 1;
        }
    }

    private static string? Explain(Exception wrong) => wrong switch
    {
        OperatorException or EmbeddedPostgresException or DatabaseBootstrapException => wrong.Message,
        IOException when wrong.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException =>
            $"The address is taken by another program ({wrong.Message}). Stop that program, or serve elsewhere: orion serve --urls http://localhost:5080",
        NpgsqlException when Unreachable(wrong) =>
            $"The database can't be reached: {wrong.Message} Check ConnectionStrings__Orion, or leave it out to use the embedded server.",
        InvalidOperationException { InnerException: NpgsqlException inner } when Unreachable(inner) =>
            $"The database can't be reached: {inner.Message} Check ConnectionStrings__Orion, or leave it out to use the embedded server.",
        // What the binder of settings says names the setting and its value.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => wrong.Message,
        _ => null
    };

    private static bool Unreachable(Exception wrong) =>
        wrong is PostgresException { SqlState: "28P01" or "28000" or "3D000" } or NpgsqlException { InnerException: System.Net.Sockets.SocketException or TimeoutException };
}
