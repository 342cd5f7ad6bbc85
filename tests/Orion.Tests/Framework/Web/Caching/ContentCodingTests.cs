using Orion.Framework.Web;

namespace Orion.Tests.Framework.Web.Caching;

public sealed class ContentCodingTests
{
    [Theory]
    [InlineData(null, "Identity")]
    [InlineData("", "Identity")]
    [InlineData("br", "Brotli")]
    [InlineData("BR", "Brotli")]
    [InlineData("gzip, deflate, br, zstd", "Brotli")]
    [InlineData("gzip", "Gzip")]
    [InlineData("x-gzip", "Gzip")]
    [InlineData("deflate", "Identity")]
    [InlineData("brotli", "Identity")]
    [InlineData("br;q=0", "Identity")]
    [InlineData("br; q=0.000, gzip", "Gzip")]
    [InlineData("br ;Q=0.5 , gzip;q=0.8", "Gzip")]
    [InlineData("br;q=0.5,gzip;q=0.5", "Brotli")]
    [InlineData("*", "Brotli")]
    [InlineData("*;q=0", "Identity")]
    [InlineData("br;q=0, *", "Gzip")]
    [InlineData("identity, br;q=0.1", "Identity")]
    [InlineData("identity;q=0", "Identity")]
    [InlineData("identity;q=0, gzip", "Gzip")]
    [InlineData("br;q=2", "Identity")]
    [InlineData("br;q=many", "Identity")]
    [InlineData("br;level=1", "Identity")]
    [InlineData(",;,=,br", "Brotli")]
    public void The_best_coding_that_is_taken_is_chosen(string? accepted, string coding) =>
        Assert.Equal(coding, AcceptedCodings.Best(accepted).ToString());
}
