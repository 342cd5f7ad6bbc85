using Orion.Features.Payments.Test;
using Orion.Framework.Configuration;
using Orion.Framework.Configuration.Commands;
using Orion.Framework.Jobs;
using Orion.Framework.Modules;

namespace Orion.Features.Payments;

/// <summary>Being paid, by providers.</summary>
public sealed class PaymentsModule : ModuleDefinition
{
    public override string Code => "payments";

    public override string Name => "Payments";

    public override string Summary => "Takes payments through providers; a test gateway is built in.";

    public override ModuleTier Tier => ModuleTier.Optional;

    public override IReadOnlyList<string> Requires => ["tenancy"];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PaymentOptions>(configuration, "Payments").PostConfigure<IHostEnvironment>(
            (options, environment) => options.TestGateway ??= environment.IsDevelopment() || environment.IsEnvironment("Test"));
        services.AddScoped<PaymentGateways>();
        services.AddScoped<IPaymentGateway, TestGateway>();
        services.AddScoped<IDoctorCheck, GatewayCheck>();
        services.AddSingleton<TestSignature>();
        services.AddScoped<ReceiveTestNotice>();
        services.AddSingleton<PaymentSweeper>();
        services.AddHostedService<SweepPaymentsAtStart>();
        services.AddJob<ResolvePayment, ResolvePaymentJob>(ResolvePayment.Kind, Code);
        services.AddJob<SendTestNotice, TestNoticeJob>(TestNoticeJob.Kind, Code);
        services.AddJob<SweepPayments, SweepPaymentsJob>(SweepPaymentsJob.Kind, Code, "* * * * *", JobReach.Installation);
    }
}
