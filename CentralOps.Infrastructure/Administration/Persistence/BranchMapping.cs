using CentralOps.Domain.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Administration.Persistence;

internal sealed class BranchMapping : IEntityTypeConfiguration<Branch>
{
    public void Configure(EntityTypeBuilder<Branch> builder)
    {
        builder.ToTable("AdministrationBranches");
        builder.HasKey(b => b.Code);
        builder.Property(b => b.Code).HasMaxLength(16);
        builder.Property(b => b.NameZh).HasMaxLength(64);
        builder.Property(b => b.NameEn).HasMaxLength(64);
        builder.Property(b => b.Version).IsConcurrencyToken();
    }
}
