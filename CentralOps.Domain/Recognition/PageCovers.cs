namespace CentralOps.Domain.Recognition;

/// <summary>Parts of a page that a person may not see.</summary>
/// <param name="Width">Width of the page in pixels, in which the areas are given; a smaller picture of the same page is covered in proportion.</param>
/// <param name="Height">Its height.</param>
/// <param name="Areas">Corners of each area, clockwise: 8 numbers.</param>
public sealed record PageCovers(int Width, int Height, IReadOnlyList<double[]> Areas);

/// <summary>Blackens parts of page images, in a worker process.</summary>
public interface IPageCover
{
    /// <summary>A new image in the format of the old one, in which the areas are black: what was there cannot be got back from it.</summary>
    /// <exception cref="RecognitionFailed">The image cannot be read, or no worker is free.</exception>
    Task<byte[]> CoverAsync(ReadOnlyMemory<byte> image, PageCovers covers, CancellationToken cancel = default);
}
