namespace CentralOps.Domain.Cases;

/// <summary>Which fields of a business type name the account that is debited and the one that is credited.</summary>
/// <param name="Debit">Prefix of the fields of the debited side, e.g. <c>payer</c> for <c>payer.account</c> and <c>payer.name</c>.</param>
/// <param name="Credit">Prefix of the credited side.</param>
public sealed record CaseParties(string Debit, string Credit)
{
    /// <summary>The settings <c>debit</c> and <c>credit</c> of the type; else payer and payee.</summary>
    public static CaseParties Of(BusinessType? type) =>
        new(type?.Settings.GetValueOrDefault("debit") ?? "payer", type?.Settings.GetValueOrDefault("credit") ?? "payee");

    /// <summary>True when this is the field with the name of the debited side.</summary>
    public bool IsDebited(string field) => field == $"{Debit}.name";
}
