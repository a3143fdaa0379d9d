using CentralOps.Domain.Receipts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Receipts.Persistence;

internal sealed class EReceiptMapping : IEntityTypeConfiguration<EReceipt>
{
    public void Configure(EntityTypeBuilder<EReceipt> builder)
    {
        builder.ToTable("ReceiptsEReceipts");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Number).HasMaxLength(ReceiptNumber.MaxLength).IsUnicode(false);
        builder.Property(r => r.Code).HasMaxLength(20).IsUnicode(false);
        builder.Property(r => r.CaseNumber).HasMaxLength(30);
        builder.Property(r => r.JournalNumber).HasMaxLength(60);
        builder.Property(r => r.BranchCode).HasMaxLength(20);
        builder.Property(r => r.DebitAccount).HasMaxLength(40);
        builder.Property(r => r.DebitName).HasMaxLength(200);
        builder.Property(r => r.DebitBank).HasMaxLength(200);
        builder.Property(r => r.CreditAccount).HasMaxLength(40);
        builder.Property(r => r.CreditName).HasMaxLength(200);
        builder.Property(r => r.CreditBank).HasMaxLength(200);
        builder.Property(r => r.Summary).HasMaxLength(500);
        builder.Property(r => r.VoucherNumber).HasMaxLength(40);
        builder.Property(r => r.ContentHash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(r => r.Number).IsUnique();
        builder.HasIndex(r => r.PostingId).IsUnique();
        builder.HasIndex(r => r.CaseId);
    }
}

/// <summary>The last running number of a branch and day.</summary>
internal sealed class ReceiptSequence
{
    public required string BranchCode { get; init; }

    public required DateOnly BusinessDate { get; init; }

    public int Last { get; set; }
}

internal sealed class ReceiptSequenceMapping : IEntityTypeConfiguration<ReceiptSequence>
{
    public void Configure(EntityTypeBuilder<ReceiptSequence> builder)
    {
        builder.ToTable("ReceiptsSequences");
        builder.HasKey(s => new { s.BranchCode, s.BusinessDate });
        builder.Property(s => s.BranchCode).HasMaxLength(20);
        builder.Property(s => s.Last).IsConcurrencyToken();
    }
}

internal sealed class DocumentPrintMapping : IEntityTypeConfiguration<DocumentPrint>
{
    public void Configure(EntityTypeBuilder<DocumentPrint> builder)
    {
        builder.ToTable("ReceiptsPrints");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.CaseNumber).HasMaxLength(30);
        builder.Property(p => p.Kind).HasMaxLength(40);
        builder.Property(p => p.PrintedBy).HasMaxLength(100);
        builder.Property(p => p.BranchCode).HasMaxLength(20);
        builder.HasIndex(p => new { p.PostingId, p.Kind, p.Copy }).IsUnique();
        builder.HasIndex(p => p.CaseId);
    }
}
