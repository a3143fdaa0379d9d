using CentralOps.SampleGenerator.Drawing;
using SkiaSharp;

namespace CentralOps.SampleGenerator.Layouts;

/// <summary>All page layouts that are drawn and shipped as templates.</summary>
internal static class FormCatalogue
{
    /// <summary>The bank whose forms these are; it exists only here.</summary>
    public const string Bank = "江海银行";

    /// <summary>Green run of 2024.</summary>
    public static PrintRun Green { get; } = new(new SKColor(0x1d, 0x4a, 0x35), new SKColor(0xb9, 0xdc, 0xc4), Face.SongRegular, 11);

    /// <summary>Brown run of 2019.</summary>
    public static PrintRun Brown { get; } = new(new SKColor(0x4d, 0x33, 0x22), new SKColor(0xe6, 0xd2, 0xb4), Face.Song, 29);

    /// <summary>Slips: dark grey-green on nearly white.</summary>
    public static PrintRun Slip { get; } = new(new SKColor(0x26, 0x3c, 0x36), new SKColor(0xd5, 0xe6, 0xdd), Face.SongRegular, 37);

    /// <summary>Blue run of application forms.</summary>
    public static PrintRun Blue { get; } = new(new SKColor(0x1f, 0x2f, 0x5c), new SKColor(0xcb, 0xd7, 0xec), Face.Song, 53);

    /// <summary>Loan notes: violet.</summary>
    public static PrintRun Violet { get; } = new(new SKColor(0x3d, 0x27, 0x54), new SKColor(0xdd, 0xd0, 0xea), Face.SongRegular, 83);

    /// <summary>Deposit applications: teal.</summary>
    public static PrintRun Teal { get; } = new(new SKColor(0x14, 0x4a, 0x52), new SKColor(0xc2, 0xe0, 0xe2), Face.SongRegular, 97);

    /// <summary>Every layout.</summary>
    public static IReadOnlyList<Form> All { get; } =
    [
        ChequeForms.FrontA(), ChequeForms.FrontB(), ChequeForms.Back(), SlipForms.PayingInA(), ApplicationForms.A(), ApplicationForms.B(),
        CreditForms.LoanNote(), CreditForms.TimeDeposit(), BillForms.AcceptanceBill(), BillForms.DiscountCertificate(), BillForms.AcceptanceApplication(), BillForms.AcceptanceBillCard(),
        .. CustomerForms.All, .. OnlineBankingForms.All,
    ];

    /// <summary>The layout of that key.</summary>
    public static Form Get(string key) => All.First(f => f.Key == key);
}
