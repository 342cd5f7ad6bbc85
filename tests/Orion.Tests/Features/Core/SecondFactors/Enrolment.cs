using System.Net;
using Orion.Tests.Fixtures;
using OtpNet;

namespace Orion.Tests.Features.Core.SecondFactors;

/// <summary>Somebody's app and recovery codes, set up as a person would.</summary>
internal sealed class Enrolment(TestClock clock, byte[] secret, IReadOnlyList<string> recoveryCodes)
{
    public IReadOnlyList<string> RecoveryCodes { get; } = recoveryCodes;

    /// <summary>What the app shows now.</summary>
    public string Code => CodeOf(secret, clock);

    /// <summary>A code that the app doesn't show.</summary>
    public string WrongCode => Code == "000000" ? "111111" : "000000";

    /// <summary>What the app shows once what it shows now is over.</summary>
    public string NextCode()
    {
        clock.Advance(TimeSpan.FromSeconds(30));
        return Code;
    }

    /// <summary>Sets the second factor of whoever is signed in up.</summary>
    public static async Task<Enrolment> SetUpAsync(HttpClient api, string face, TestClock clock)
    {
        using var offered = await api.PostJsonAsync($"/api/v1/{face}/account/second-factor", new { password = World.Password });
        Assert.Equal(HttpStatusCode.OK, offered.StatusCode);
        Assert.True(offered.Headers.CacheControl!.NoStore);
        var secret = Base32Encoding.ToBytes((await offered.JsonAsync()).GetProperty("secret").GetString()!.Replace(" ", "", StringComparison.Ordinal));
        using var on = await api.SendJsonAsync(HttpMethod.Put, $"/api/v1/{face}/account/second-factor", new { code = CodeOf(secret, clock) });
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        var codes = (await on.JsonAsync()).GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!).ToList();
        return new Enrolment(clock, secret, codes);
    }

    /// <summary>Gives the right password; what comes is the challenge.</summary>
    public static async Task<string> ChallengeAsync(HttpClient api, string face, string email)
    {
        using var asked = await api.PostJsonAsync($"/api/v1/{face}/auth/login", new { email, password = World.Password });
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        var problem = await asked.JsonAsync();
        Assert.Equal("second_factor_required", problem.GetProperty("code").GetString());
        Assert.Equal(300, problem.GetProperty("expiresIn").GetInt32());
        return problem.GetProperty("challenge").GetString()!;
    }

    /// <summary>Answers a challenge; gives the code of the refusal, or <c>ok</c>.</summary>
    public static async Task<string> AnswerAsync(HttpClient api, string face, string challenge, string code)
    {
        using var answer = await api.PostJsonAsync($"/api/v1/{face}/auth/second-factor", new { challenge, code });
        var body = await answer.JsonAsync();
        return answer.StatusCode == HttpStatusCode.OK && body.TryGetProperty("accessToken", out _) ? "ok" : body.GetProperty("code").GetString()!;
    }

    private static string CodeOf(byte[] secret, TestClock clock) => new Totp(secret).ComputeTotp(clock.Now.UtcDateTime);
}
