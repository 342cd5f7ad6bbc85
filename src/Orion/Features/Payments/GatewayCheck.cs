using Orion.Features.Payments.Test;
using Orion.Framework.Configuration.Commands;

namespace Orion.Features.Payments;

/// <summary>Whether shops can be paid, and with real money.</summary>
internal sealed class GatewayCheck(PaymentGateways gateways, IHostEnvironment environment) : IDoctorCheck
{
    public IEnumerable<DoctorFinding> Look()
    {
        var open = gateways.Open.Select(g => g.Provider).Order(StringComparer.Ordinal).ToList();
        yield return open.Count == 0
            ? new(false, "payments", "no gateway is open", "Shops show their goods and can't take orders until a payment gateway is set up.")
            : environment.IsProduction() && open.Contains(TestGateway.Code)
                ? new(false, "payments", "the test gateway is open in Production", "It approves whatever it is asked. Leave Payments__TestGateway out unless this is a trial.")
                : new(true, "payments", string.Join(", ", open));
    }
}
