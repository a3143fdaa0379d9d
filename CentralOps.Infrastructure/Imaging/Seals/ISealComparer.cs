using CentralOps.Domain.Recognition;
using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging.Seals;

/// <summary>Compares a seal's impression on a page with its specimen.</summary>
public interface ISealComparer
{
    /// <summary>Compares one seal.</summary>
    /// <param name="page">Page, 8-bit BGR.</param>
    /// <param name="task">Where the impression is expected, and the specimen.</param>
    SealReading Compare(Mat page, SealTask task);
}
