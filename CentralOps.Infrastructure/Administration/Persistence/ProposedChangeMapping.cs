using CentralOps.Domain.Administration.Changes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Administration.Persistence;

internal sealed class ProposedChangeMapping : IEntityTypeConfiguration<ProposedChange>
{
    public void Configure(EntityTypeBuilder<ProposedChange> builder)
    {
        builder.ToTable("AdministrationProposedChanges");
        builder.Ignore(c => c.Differences);
        builder.Ignore(c => c.Permission);
        builder.Property(c => c.Subject).HasMaxLength(100);
        builder.Property(c => c.ProposedBy).HasMaxLength(64);
        builder.Property(c => c.DecidedBy).HasMaxLength(64);
        builder.Property(c => c.Reason).HasMaxLength(400);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.State, c.ProposedAt });
    }
}
