using Orion.Framework.Auth;

namespace Orion.Tests.Framework.Auth;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password123")]
    [InlineData("PassWord123")]
    [InlineData("qwertyuiop")]
    [InlineData("iloveyou1")]
    [InlineData("trustno1")]
    public void The_commonest_passwords_are_refused_in_any_case(string password) =>
        Assert.Contains("guessed first", PasswordRules.Problem(password), StringComparison.Ordinal);

    [Fact]
    public void A_hundred_thousand_are_known() => Assert.Equal(100_000, CommonPasswords.Count);

    [Theory]
    [InlineData("seven77")]
    [InlineData("")]
    [InlineData(null)]
    public void A_short_one_is_refused(string? password) => Assert.NotNull(PasswordRules.Problem(password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("        ?       ")]
    [InlineData("дорога к дому у реки")]
    [InlineData("海辺の小さな家と猫")]
    [InlineData("🐙🐙🐙🐙🦀🦀🦀🦀")]
    public void Any_character_is_taken_and_none_is_asked_for(string password) => Assert.Null(PasswordRules.Problem(password));

    [Theory]
    [InlineData(64, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Long_ones_are_taken_up_to_a_bound(int length, bool taken) =>
        Assert.Equal(taken, PasswordRules.Problem(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * 7 % 26))))) is null);

    [Theory]
    [InlineData("carol@example.test")]
    [InlineData("CarolCarter2026!")]
    [InlineData("Blue-Mugs-2026")]
    public void What_anybody_knows_of_a_person_is_no_password(string password) =>
        Assert.Contains("easy to guess", PasswordRules.Problem(password, "carol@example.test", "Carol Carter", "Blue Mugs"), StringComparison.Ordinal);
}
