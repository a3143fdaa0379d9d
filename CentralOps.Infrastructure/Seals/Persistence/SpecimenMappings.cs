using CentralOps.Domain.Seals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Seals.Persistence;

internal sealed class SpecimenCardMapping : IEntityTypeConfiguration<SpecimenCard>
{
    public void Configure(EntityTypeBuilder<SpecimenCard> builder)
    {
        builder.ToTable("SealsSpecimenCards");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Account).HasMaxLength(40).IsUnicode(false);
        builder.Property(c => c.Combination).HasMaxLength(400);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.Account).IsUnique();
        builder.HasMany(c => c.Specimens).WithOne().HasForeignKey(s => s.CardId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SealSpecimenMapping : IEntityTypeConfiguration<SealSpecimen>
{
    public void Configure(EntityTypeBuilder<SealSpecimen> builder)
    {
        builder.ToTable("SealsSpecimens");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Role).HasMaxLength(40).IsUnicode(false);
        builder.Property(s => s.ContentHash).HasMaxLength(64).IsUnicode(false);
    }
}
