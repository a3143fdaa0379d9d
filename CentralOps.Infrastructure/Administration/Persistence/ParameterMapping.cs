using CentralOps.Domain.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Administration.Persistence;

internal sealed class ParameterMapping : IEntityTypeConfiguration<Parameter>
{
    public void Configure(EntityTypeBuilder<Parameter> builder)
    {
        builder.ToTable("AdministrationParameters");
        builder.Property(p => p.Key).HasMaxLength(64);
        builder.Property(p => p.Value).HasMaxLength(400);
        builder.Property(p => p.SetBy).HasMaxLength(64);
        builder.Property(p => p.ApprovedBy).HasMaxLength(64);
        builder.HasIndex(p => new { p.Key, p.EffectiveFrom });
    }
}
