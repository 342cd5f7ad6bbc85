using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Orion.Framework.Configuration;

/// <summary>How settings are read, so that a value that can't be read stops the start instead of the first request that needs it.</summary>
public static partial class Settings
{
    private static readonly char[] BetweenNetworks = [',', ';', ' ', '\t', '\r', '\n'];

    /// <summary>Fills <typeparamref name="T"/> from a section; the host refuses to start when a value of it can't be read.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section) where T : class =>
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();

    /// <summary>Makes what reads settings while it is made, instead of with the first request that needs it.</summary>
    /// <exception cref="OperatorException">One of them can't be used.</exception>
    public static void ReadSettings(this WebApplication app, IServiceCollection services)
    {
        foreach (var service in services.Where(s => s.Lifetime == ServiceLifetime.Singleton && !s.IsKeyedService && ReadsSettings(s.ImplementationType)))
            _ = app.Services.GetServices(service.ServiceType).Count();
    }

    /// <summary>
    /// Addresses and networks (CIDR) that a setting names, in one value with commas between or as a list; an address is a network
    /// of one. IPv4 within IPv6 (<c>::ffff:10.0.0.1</c>) is given as IPv4.
    /// </summary>
    /// <exception cref="OperatorException">One of them is neither, or is everybody.</exception>
    public static IReadOnlyList<IPNetwork> GetNetworks(this IConfiguration configuration, string setting)
    {
        var section = configuration.GetSection(setting);
        return
        [
            .. section.GetChildren().Select(c => c.Value).Prepend(section.Value).OfType<string>()
                .SelectMany(v => v.Split(BetweenNetworks, StringSplitOptions.RemoveEmptyEntries))
                .Select(named => NetworkOf(named, setting.Replace(":", "__", StringComparison.Ordinal)))
        ];
    }

    private static bool ReadsSettings(Type? type) =>
        type is { IsGenericTypeDefinition: false } && type.Assembly == typeof(Settings).Assembly
        && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(IConfiguration)));

    private static IPNetwork NetworkOf(string named, string setting)
    {
        var slash = named.IndexOf('/', StringComparison.Ordinal);
        var text = slash < 0 ? named : named[..slash];
        // The parser also takes 10.1 for 10.0.0.1, 010 for 8 and [::1]:80 for ::1: nobody who writes that here means it.
        if (!(text.Contains(':', StringComparison.Ordinal) ? !text.Contains('[', StringComparison.Ordinal) : FourNumbers().IsMatch(text))
            || !IPAddress.TryParse(text, out var address))
            throw new OperatorException($"{setting}: '{named}' is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/8. Names of hosts can't be used.");
        var bits = address.GetAddressBytes().Length * 8;
        var length = bits;
        if (slash >= 0 && (!Length().IsMatch(named[(slash + 1)..]) || (length = int.Parse(named[(slash + 1)..], System.Globalization.CultureInfo.InvariantCulture)) > bits))
            throw new OperatorException($"{setting}: '{named}' is no network: after the slash stands a number from 1 to {bits}.");
        if (address.IsIPv4MappedToIPv6 && length >= 96) (address, length) = (address.MapToIPv4(), length - 96);
        if (length == 0) throw new OperatorException($"{setting}: '{named}' matches every address. List only the addresses or networks that you trust.");
        var first = FirstOf(address, length);
        return first.Equals(address)
            ? new IPNetwork(address, length)
            : throw new OperatorException($"{setting}: '{named}' is no network: {address} lies within {first}/{length}. Write that, or the address alone.");
    }

    private static IPAddress FirstOf(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++) bytes[i] &= (byte)(0xFF << (8 - Math.Clamp(length - i * 8, 0, 8)));
        return new IPAddress(bytes);
    }

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z")]
    private static partial Regex FourNumbers();

    [GeneratedRegex(@"^[0-9]{1,3}\z")]
    private static partial Regex Length();
}
