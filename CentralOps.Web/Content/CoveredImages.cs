using CentralOps.Domain.Recognition;

namespace CentralOps.Web.Content;

/// <summary>Page images with parts blackened, kept for a while: a desk asks for the same page and its thumbnail within seconds, and a busy worker must not be waited for twice.</summary>
public sealed class CoveredImages(IPageCover cover)
{
    private const int Most = 60;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<byte[]>> _known = [];
    private readonly Queue<string> _oldestFirst = [];

    /// <summary>The image as it may be seen.</summary>
    /// <param name="hash">Content hash of the image.</param>
    /// <param name="image">Its bytes.</param>
    /// <param name="covers">What is to be blackened.</param>
    /// <exception cref="RecognitionFailed">It could not be covered: then it may not be shown.</exception>
    public async Task<byte[]> GetAsync(string hash, ReadOnlyMemory<byte> image, PageCovers covers)
    {
        var key = $"{hash} {string.Join(';', covers.Areas.Select(a => string.Join(',', a)))}";
        Task<byte[]> covering;
        lock (_lock)
        {
            if (!_known.TryGetValue(key, out covering!))
            {
                _known[key] = covering = cover.CoverAsync(image, covers); // several may wait for it: none of them can call it off
                _oldestFirst.Enqueue(key);
                if (_oldestFirst.Count > Most) _known.Remove(_oldestFirst.Dequeue());
            }
        }

        try
        {
            return await covering;
        }
        catch
        {
            lock (_lock) _known.Remove(key);
            throw;
        }
    }
}
