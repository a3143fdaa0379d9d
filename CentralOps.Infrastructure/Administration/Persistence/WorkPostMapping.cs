using CentralOps.Domain.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Administration.Persistence;

internal sealed class WorkPostMapping : IEntityTypeConfiguration<WorkPost>
{
    public void Configure(EntityTypeBuilder<WorkPost> builder)
    {
        builder.ToTable("AdministrationWorkPosts");
        builder.HasKey(p => p.Code);
        builder.Ignore(p => p.Decides);
        builder.Property(p => p.Code).HasMaxLength(32);
        builder.Property(p => p.NameZh).HasMaxLength(64);
        builder.Property(p => p.NameEn).HasMaxLength(64);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }
}
