using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orion.Framework.Jobs;

namespace Orion.Features.Payments.Test;

/// <summary>Says that something became of a charge. What, is asked of the gateway: a notice may be old, doubled or replayed.</summary>
public sealed record TestNotice(Guid PaymentId);

/// <summary>
/// Signs and verifies notices: <c>t=SECONDS,v1=HEX</c> with HMAC-SHA256 over <c>SECONDS.BODY</c>, five minutes valid.
/// </summary>
public sealed class TestSignature(IOptions<PaymentOptions> options)
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "Orion-Signature";

    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);

    private readonly byte[] key = options.Value.TestWebhookSecret is { Length: > 0 } secret
        ? Encoding.UTF8.GetBytes(secret)
        : RandomNumberGenerator.GetBytes(32);

    /// <summary>The header's value for a body that is sent now.</summary>
    public string Sign(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(Compute(seconds, body))}");
    }

    /// <summary>Whether a body was signed with the key, lately.</summary>
    public bool Verifies(string? header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (header?.Split(',') is not [{ } time, { } code] || !time.StartsWith("t=", StringComparison.Ordinal)
            || !code.StartsWith("v1=", StringComparison.Ordinal) || code.Length != 3 + 64
            || !long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Valid.TotalSeconds)
            return false;
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(code.AsSpan(3), given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, Compute(seconds, body));
    }

    private byte[] Compute(long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}

/// <summary>Takes a signed notice in. The same notice twice changes nothing.</summary>
public sealed class ReceiveTestNotice(
    TestSignature signature, OrionDb db, PaymentGateways gateways, IPaymentSettlement settlement, RequestContext request)
{
    /// <summary>That it was heard.</summary>
    public sealed record Result(PaymentState State);

    /// <summary>401 for a signature that isn't good, 400 for a body that isn't a notice, 404 for a payment of another store.</summary>
    public async Task<Outcome<Result>> RunAsync(byte[] body, string? header, CancellationToken stop)
    {
        if (!signature.Verifies(header, body, request.Now)) return new Refusal(401, "bad_signature", "This notice isn't signed by the gateway.");
        TestNotice? notice;
        try
        {
            notice = JsonSerializer.Deserialize<TestNotice>(body, JsonSettings.Options);
        }
        catch (JsonException)
        {
            notice = null;
        }

        if (notice is null) return new Refusal(400, "malformed", "The body is not a notice.");
        return await new ResolvePayment(notice.PaymentId).RunAsync(db, gateways, settlement, stop) is { } state
            ? new Result(state)
            : Refusal.NotFound("payment");
    }
}

/// <summary>Sends a notice, as a provider would.</summary>
public sealed record SendTestNotice(Guid PaymentId);

/// <summary>Sends notices of late decisions: signed, and through the same door as from outside.</summary>
internal sealed class TestNoticeJob(TestSignature signature, ReceiveTestNotice receive, RequestContext request) : JobHandler<SendTestNotice>
{
    public const string Kind = "payments.test-notice";

    public override bool OwnTransactions => true;

    public override async Task RunAsync(SendTestNotice payload, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new TestNotice(payload.PaymentId), JsonSettings.Options);
        var heard = await receive.RunAsync(body, signature.Sign(body, request.Now), stop);
        if (heard.Refusal is { } refusal) throw new InvalidOperationException($"The notice was refused: {refusal.Code}.");
    }
}
