using CentralOps.Domain.Monitoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CentralOps.Infrastructure.Monitoring.Persistence;

internal sealed class AlertAcknowledgementMapping : IEntityTypeConfiguration<AlertAcknowledgement>
{
    public void Configure(EntityTypeBuilder<AlertAcknowledgement> builder)
    {
        builder.ToTable("MonitoringAcknowledgements");
        builder.HasKey(a => a.Key);
        builder.Property(a => a.Key).HasMaxLength(120);
        builder.HasIndex(a => a.At);
    }
}
