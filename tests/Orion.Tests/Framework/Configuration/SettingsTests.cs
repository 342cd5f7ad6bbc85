using Microsoft.Extensions.Configuration;
using Orion.Framework.Configuration;
using Orion.Tests.Fixtures;

namespace Orion.Tests.Framework.Configuration;

/// <summary>A setting that can't be read stops the start with a sentence that names it.</summary>
public sealed class SettingsTests(Server server)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5/32")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("::1", "::1/128")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("::ffff:10.0.0.5", "10.0.0.5/32")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0/8")]
    [InlineData(" 10.0.0.5 , 10.0.0.6;10.0.0.7\n::2 ", "10.0.0.5/32 10.0.0.6/32 10.0.0.7/32 ::2/128")]
    [InlineData("", "")]
    [InlineData(" , ", "")]
    public void Addresses_and_networks_are_read(string value, string networks) =>
        Assert.Equal(networks, string.Join(' ', Of(("Net:Works", value)).GetNetworks("Net:Works")));

    [Fact]
    public void A_list_is_read_as_one_value_is() => Assert.Equal(
        "10.0.0.5/32 10.1.0.0/16", string.Join(' ', Of(("Net:Works:0", "10.0.0.5"), ("Net:Works:1", "10.1.0.0/16")).GetNetworks("Net:Works")));

    [Theory]
    [InlineData("nginx")]
    [InlineData("proxy.internal")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("0x0a000001")]
    [InlineData("10.0.0.1:80")]
    [InlineData("[::1]:80")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.1.2.3/8")]
    [InlineData("2001:db8::1/32")]
    [InlineData("2001:db8::/129")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("::ffff:0.0.0.0/96")]
    [InlineData("*")]
    [InlineData("10.0.0.1, nonsense")]
    public void What_is_no_network_is_refused_by_name(string value)
    {
        var refused = Assert.Throws<OperatorException>(() => Of(("Net:Works", value)).GetNetworks("Net:Works"));
        Assert.StartsWith("Net__Works: '", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Forwarded__KnownProxies", "nginx")]
    [InlineData("Mail__Port", "smtp")]
    [InlineData("Auth__KeySecret", "short")]
    public async Task Orion_does_not_start_with_a_value_that_can_not_be_read(string setting, string value)
    {
        await using var database = await server.NewDatabaseAsync();
        var folder = ScratchFolder.New();
        var (code, said) = await OrionProcess.RunAsync(database, folder, "serve", Stop, (setting, value));
        ScratchFolder.Delete(folder);
        Assert.Equal(1, code);
        var line = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        Assert.StartsWith("orion: ", line, StringComparison.Ordinal);
        Assert.Contains(setting, line.Replace(":", "__", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static IConfiguration Of(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}
