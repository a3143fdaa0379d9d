using CentralOps.Domain.Receipts;
using CentralOps.Domain.Receipts.Steps;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Receipts.Machines;
using CentralOps.Infrastructure.Receipts.Papers;
using CentralOps.Infrastructure.Receipts.Persistence;
using CentralOps.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Receipts;

/// <summary>Registers receipts, papers and the print register.</summary>
public static class ReceiptsRegistration
{
    /// <summary>
    /// <c>Receipts:Key</c> (32 bytes, base64), <c>Receipts:Bank</c> (name on papers), <c>Receipts:PublicUrl</c> (address of the verification page as the
    /// world sees it; default: where the portal listens), <c>Receipts:Font</c> (font file).
    /// </summary>
    public static IServiceCollection AddReceipts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => new ReceiptKey(SecretKeys.Load(configuration, "Receipts:Key")));
        services.AddSingleton(_ => new PaperSettings(configuration["Receipts:Bank"] ?? "江海银行", PublicUrl(configuration), configuration["Receipts:Font"]));
        services.AddSingleton<IPaperRenderer, PaperRenderer>();
        services.AddSingleton<ReceiptStore>();
        services.AddSingleton<IReceipts>(s => s.GetRequiredService<ReceiptStore>());
        services.AddSingleton<IPrintRegister>(s => s.GetRequiredService<ReceiptStore>());
        services.AddTransient<IssueReceipt>();
        services.AddTransient<VerifyReceipt>();
        services.AddTransient<PrintNotice>();
        services.AddReceiptSteps().AddMachine<ReceiptMachine>().AddMachine<ArchiveMachine>();
        return services.AddTransient<PrintDocument>();
    }

    private static string PublicUrl(IConfiguration configuration)
    {
        var url = configuration["Receipts:PublicUrl"] ?? configuration["urls"]?.Split(';')[0] ?? "http://localhost:5000";
        return url.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).TrimEnd('/');
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddReceiptSteps(this IServiceCollection services) =>
        services.AddStep<DocumentsStep>()
            .AddStep<ReceiptStep>()
            .AddStep<ArchiveStep>();
}
