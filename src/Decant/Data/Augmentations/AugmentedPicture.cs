using Decant.Data.Fields;

namespace Decant.Data.Augmentations;

/// <summary>A picture of a sample, and what moves with it.</summary>
internal readonly ref struct AugmentedPicture
{
    [ThreadStatic]
    private static long[]? s_mask;

    // A box of which less than this share of the area is still in the picture goes: no one could tell what is in it.
    private const double LeastVisible = 0.25;

    private readonly Sample? _truth;

    /// <summary>A picture.</summary>
    /// <param name="pixels">Pixels from 0 to 1, <c>[C, H, W]</c>.</param>
    /// <param name="scratch">As long as the picture; its content means nothing.</param>
    /// <param name="field">Its sizes.</param>
    /// <param name="truth">The sample whose masks and boxes move with the picture; null for none.</param>
    public AugmentedPicture(Span<float> pixels, Span<float> scratch, Field field, Sample? truth)
    {
        Pixels = pixels;
        Scratch = scratch;
        _truth = truth;
        (Channels, Height, Width) = (field.Shape[0].Size, field.Shape[1].Size, field.Shape[2].Size);
    }

    /// <summary>Pixels from 0 to 1, <c>[C, H, W]</c>, changed in place.</summary>
    public Span<float> Pixels { get; }

    /// <summary>As long as the picture; its content means nothing.</summary>
    public Span<float> Scratch { get; }

    /// <summary>C.</summary>
    public int Channels { get; }

    /// <summary>H.</summary>
    public int Height { get; }

    /// <summary>W.</summary>
    public int Width { get; }

    /// <summary>The value at a place between four pixels, by bilinear interpolation; outside is 0.</summary>
    /// <param name="plane">One channel, <c>[H, W]</c>.</param>
    /// <param name="x">0 is the centre of the first pixel.</param>
    /// <param name="y">0 is the centre of the first row.</param>
    public float Between(ReadOnlySpan<float> plane, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, down) = ((float)(x - left), (float)(y - top));
        return ((1 - down) * (((1 - right) * Pixel(plane, left, top)) + (right * Pixel(plane, left + 1, top))))
            + (down * (((1 - right) * Pixel(plane, left, top + 1)) + (right * Pixel(plane, left + 1, top + 1))));
    }

    private float Pixel(ReadOnlySpan<float> plane, int x, int y) =>
        (uint)x < (uint)Width && (uint)y < (uint)Height ? plane[(y * Width) + x] : 0;

    /// <summary>Moves masks and boxes as the picture was moved.</summary>
    public void MoveTruth(in Movement movement)
    {
        for (var place = 0; place < (_truth?.Fields.Length ?? 0); place++)
        {
            var field = _truth!.Fields[place];
            if (field.Geometry == FieldGeometry.Mask)
            {
                MoveMask(_truth.Numbers<long>(field.Name), (long)field.Padding, movement);
            }
            else if (field.Geometry == FieldGeometry.Boxes)
            {
                MoveBoxes(_truth, field, movement);
            }
        }
    }

    private void MoveMask(Span<long> mask, long unknown, in Movement movement)
    {
        if (s_mask is null || s_mask.Length < mask.Length)
        {
            s_mask = new long[mask.Length];
        }

        mask.CopyTo(s_mask);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (fromX, fromY) = movement.Source(x, y);
                if (movement.Mirrors)
                {
                    (fromX, fromY) = (Movement.Mirror(fromX, Width), Movement.Mirror(fromY, Height));
                }

                mask[(y * Width) + x] = (uint)fromX < (uint)Width && (uint)fromY < (uint)Height ? s_mask[(fromY * Width) + fromX] : unknown;
            }
        }
    }

    // A turned box is what surrounds its corners.
    private void MoveBoxes(Sample truth, Field field, in Movement movement)
    {
        var boxes = truth.Numbers<float>(field.Name);
        var count = boxes.Length / 4;
        Span<bool> kept = count <= 256 ? stackalloc bool[count] : new bool[count];
        for (var b = 0; b < count; b++)
        {
            var box = boxes.Slice(4 * b, 4);
            var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            for (var corner = 0; corner < 4; corner++)
            {
                var (x, y) = movement.Target(box[corner < 2 ? 0 : 2], box[corner % 2 == 0 ? 1 : 3]);
                (left, right) = (Math.Min(left, x), Math.Max(right, x));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
            }

            box[0] = (float)Math.Clamp(left, 0, Width);
            box[1] = (float)Math.Clamp(top, 0, Height);
            box[2] = (float)Math.Clamp(right, 0, Width);
            box[3] = (float)Math.Clamp(bottom, 0, Height);
            var visible = (double)(box[2] - box[0]) * (box[3] - box[1]);
            kept[b] = box[2] > box[0] && box[3] > box[1] && visible >= LeastVisible * (right - left) * (bottom - top);
        }

        truth.KeepRows(field.Shape[0].Name, kept);
    }
}
