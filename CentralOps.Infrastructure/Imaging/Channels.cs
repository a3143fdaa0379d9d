using OpenCvSharp;

namespace CentralOps.Infrastructure.Imaging;

/// <summary>Small image operations that every step needs.</summary>
internal static class Channels
{
    /// <summary>The red channel: red seals and red print turn as light as paper.</summary>
    public static Mat Red(Mat bgr)
    {
        if (bgr.Channels() == 1)
            return bgr.Clone();
        var red = new Mat();
        Cv2.ExtractChannel(bgr, red, 2);
        return red;
    }

    /// <summary>Brightness.</summary>
    public static Mat Gray(Mat bgr)
    {
        if (bgr.Channels() == 1)
            return bgr.Clone();
        var gray = new Mat();
        Cv2.CvtColor(bgr, gray, ColorConversionCodes.BGR2GRAY);
        return gray;
    }

    /// <summary>Enlarged or reduced.</summary>
    public static Mat Scaled(Mat image, double scale)
    {
        if (Math.Abs(scale - 1) < 1e-6)
            return image.Clone();
        var scaled = new Mat();
        Cv2.Resize(image, scaled, new Size(), scale, scale, scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Cubic);
        return scaled;
    }

    /// <summary>Turned clockwise-negative by degrees about its middle, on a canvas that holds all of it, white around.</summary>
    public static Mat Turned(Mat image, double degrees)
    {
        double radians = degrees * Math.PI / 180, c = Math.Abs(Math.Cos(radians)), s = Math.Abs(Math.Sin(radians));
        int width = (int)Math.Ceiling((image.Width * c) + (image.Height * s)), height = (int)Math.Ceiling((image.Width * s) + (image.Height * c));
        using Mat rotation = Cv2.GetRotationMatrix2D(new Point2f(image.Width / 2f, image.Height / 2f), degrees, 1);
        rotation.Set(0, 2, rotation.At<double>(0, 2) + ((width - image.Width) / 2.0));
        rotation.Set(1, 2, rotation.At<double>(1, 2) + ((height - image.Height) / 2.0));
        var turned = new Mat();
        Cv2.WarpAffine(image, turned, rotation, new Size(width, height), InterpolationFlags.Cubic, BorderTypes.Constant, Scalar.All(255));
        return turned;
    }

    /// <summary>Turned by quarter turns clockwise: 0 … 3.</summary>
    public static Mat QuarterTurned(Mat image, int quarters)
    {
        var turned = new Mat();
        switch (quarters & 3)
        {
            case 1: Cv2.Rotate(image, turned, RotateFlags.Rotate90Clockwise); break;
            case 2: Cv2.Rotate(image, turned, RotateFlags.Rotate180); break;
            case 3: Cv2.Rotate(image, turned, RotateFlags.Rotate90Counterclockwise); break;
            default: image.CopyTo(turned); break;
        }

        return turned;
    }

    /// <summary>PNG of an image.</summary>
    public static byte[] Png(Mat image)
    {
        Cv2.ImEncode(".png", image, out byte[] bytes, [(int)ImwriteFlags.PngCompression, 2]);
        return bytes;
    }

    /// <summary>JPEG of an image.</summary>
    public static byte[] Jpeg(Mat image, int quality)
    {
        Cv2.ImEncode(".jpg", image, out byte[] bytes, [(int)ImwriteFlags.JpegQuality, quality]);
        return bytes;
    }
}
