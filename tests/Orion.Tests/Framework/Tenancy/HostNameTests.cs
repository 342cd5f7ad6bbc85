using Orion.Framework.Tenancy;

namespace Orion.Tests.Framework.Tenancy;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("acme.harbour.test", "acme.harbour.test")]
    [InlineData("ACME.Harbour.TEST", "acme.harbour.test")]
    [InlineData("acme.harbour.test:8443", "acme.harbour.test")]
    [InlineData("acme.harbour.test.", "acme.harbour.test")]
    [InlineData("acme.harbour.test.:443", "acme.harbour.test")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("127.0.0.1:5000", "127.0.0.1")]
    public void A_host_has_one_spelling(string given, string stored)
    {
        Assert.True(HostName.TryNormalise(given, out var normalised));
        Assert.Equal(stored, normalised);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(":80")]
    [InlineData("acme..harbour.test")]
    [InlineData(".harbour.test")]
    [InlineData("acme.harbour.test..")]
    [InlineData("acme.harbour.test:99999")]
    [InlineData("acme.harbour.test:-1")]
    [InlineData("acme.harbour.test:80:80")]
    [InlineData("[::1]")]
    [InlineData("[::1]:5000")]
    [InlineData("::1")]
    [InlineData("-acme.harbour.test")]
    [InlineData("acme-.harbour.test")]
    [InlineData("acme harbour.test")]
    [InlineData("acme/harbour.test")]
    [InlineData("acme@harbour.test")]
    [InlineData("acme%00.harbour.test")]
    [InlineData("acme\0.harbour.test")]
    [InlineData("acme\n.harbour.test")]
    [InlineData("acme.harbour.test\r\nX: y")]
    [InlineData("acme'--.harbour.test")]
    [InlineData("*.harbour.test")]
    public void What_is_no_host_is_refused(string? given) => Assert.False(HostName.TryNormalise(given, out _));

    [Fact]
    public void Too_long_a_host_is_refused()
    {
        Assert.False(HostName.TryNormalise(new string('a', 300), out _));
        Assert.False(HostName.TryNormalise(new string('a', 64) + ".test", out _));
        Assert.False(HostName.TryNormalise(string.Join('.', Enumerable.Repeat("abcdefghi", 26)), out _));
    }
}
