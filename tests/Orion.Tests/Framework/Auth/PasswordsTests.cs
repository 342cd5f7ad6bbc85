using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Orion.Framework.Auth;
using Orion.Framework.Configuration;

namespace Orion.Tests.Framework.Auth;

public sealed class PasswordsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hash_is_bcrypt_of_cost_12_unless_a_setting_says_otherwise()
    {
        using var usual = Of(null, "Production");
        using var quick = Of("4", "Test");

        Assert.StartsWith("$2a$12$", await usual.HashAsync("a few words in a row", Stop), StringComparison.Ordinal);
        Assert.StartsWith("$2a$04$", await quick.HashAsync("a few words in a row", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public void Production_never_hashes_for_less() => Assert.Throws<OperatorException>(() => Of("11", "Production"));

    [Fact]
    public async Task No_character_is_ignored()
    {
        using var passwords = Of("4", "Test");
        var start = new string('x', 100);

        var hash = await passwords.HashAsync(start + "a", Stop);

        Assert.True(await passwords.FitsAsync(start + "a", hash, Stop));
        Assert.False(await passwords.FitsAsync(start + "b", hash, Stop));
    }

    [Fact]
    public async Task The_same_letters_are_the_same_password_however_a_keyboard_writes_them()
    {
        using var passwords = Of("4", "Test");

        var hash = await passwords.HashAsync("caf\u00e9 au lait", Stop);

        Assert.True(await passwords.FitsAsync("cafe\u0301 au lait", hash, Stop));
    }

    private static Passwords Of(string? cost, string environment) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new(Passwords.CostSetting, cost)]).Build(),
        new HostingEnvironment { EnvironmentName = environment });
}
