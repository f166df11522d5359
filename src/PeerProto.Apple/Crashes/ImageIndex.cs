namespace PeerProto.Apple;

/// <summary>Finds the image that an address lies in, to name frames of older texts as newer reports do: by the file, not the bundle.</summary>
internal sealed class ImageIndex
{
    private readonly CrashImage[] _images;
    private readonly ulong[] _starts;

    public ImageIndex(IEnumerable<CrashImage> images)
    {
        _images = [.. images.OrderBy(static image => image.Base)];
        _starts = [.. _images.Select(static image => image.Base)];
    }

    public IReadOnlyList<CrashFrame> Name(IEnumerable<CrashFrame> frames) => [.. frames.Select(Name)];

    private CrashFrame Name(CrashFrame frame)
    {
        CrashImage? image = frame.Address is { } address ? Find(address) : null;
        return image is null
            ? frame with { Image = CrashText.ImageName(frame.Image), IsFromSystem = frame.Image.StartsWith("com.apple.", StringComparison.Ordinal) ? true : null }
            : frame with { Image = image.Name, IsFromSystem = image.IsFromSystem, ImageOffset = frame.Address - image.Base };
    }

    private CrashImage? Find(ulong address)
    {
        int at = Array.BinarySearch(_starts, address);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 && address - _images[at].Base < Math.Max(_images[at].Size, 1) ? _images[at] : null;
    }
}
