using System.Net;
using Orion.Framework.Auth.Sessions;

namespace Orion.Tests.Framework.Auth;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari on Mac")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.14.1", "curl")]
    [InlineData("shop-sync/2 (+https://example.test)", "shop-sync")]
    [InlineData("<script>alert(1)</script>", "Unknown device")]
    [InlineData("Mozilla/5.0", "Unknown device")]
    [InlineData("", "Unknown device")]
    public void A_device_is_called_what_its_owner_would_call_it(string userAgent, string name) => Assert.Equal(name, Device.Of(userAgent));

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.x")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.x")]
    [InlineData("2001:db8:7:9:1:2:3:4", "2001:db8:7::")]
    [InlineData("127.0.0.1", "this machine")]
    [InlineData("::1", "this machine")]
    public void An_address_is_said_without_its_last_part(string address, string place) => Assert.Equal(place, NetworkPlace.Of(IPAddress.Parse(address)));

    [Fact]
    public void An_address_that_is_not_known_is_said_to_be_so() => Assert.Equal("an unknown network", NetworkPlace.Of(null));
}
