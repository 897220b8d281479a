using Decant.Data.Fields;
using Decant.Engine.Randomness;

namespace Decant.Data.Shapes;

/// <summary>
/// Draws colour pictures of things before a restless background: none to five discs, squares, triangles, rings and crosses, that may cover
/// each other. (seed, part, index) decides a picture, so that any can be drawn alone.
/// </summary>
/// <param name="seed">Another seed, other pictures.</param>
/// <param name="part">Name of the part, such as <c>train</c>: parts of one seed share no picture.</param>
/// <param name="width">Pixels of a row, 32 or more.</param>
/// <param name="height">Rows, 32 or more.</param>
internal sealed class ShapeGenerator(ulong seed, string part, int width, int height)
{
    /// <summary>The most things in a picture.</summary>
    public const int MostShapes = 5;

    private const int Channels = 3;
    private const int Clutter = 5;

    // A thing of which less is left is not there.
    private const float LeastVisible = 0.4f;

    private readonly RandomStream _stream = new(seed, $"shapes {part}");

    /// <summary>Draws one picture.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="pixels">Bytes <c>[3, H, W]</c>.</param>
    /// <param name="classes">Is given the class of every pixel, <c>[H, W]</c>: 0 background, 1 and above the kinds of things; empty
    /// where no
    /// one asks.</param>
    /// <returns>A box around each thing that can be seen: all of it that lies in the picture, covered or not.</returns>
    public PictureBox[] Draw(int index, Span<byte> pixels, Span<sbyte> classes = default)
    {
        var random = _stream.At((ulong)index);
        var size = width * height;
        var picture = new float[Channels * size];
        var owner = new int[size];
        PaintBackground(picture, ref random);
        var shapes = Place(ref random);
        var boxes = new PictureBox[shapes.Count];
        var drawn = new int[shapes.Count + 1];
        for (var s = 0; s < shapes.Count; s++)
        {
            (boxes[s], drawn[s + 1]) = Paint(picture, owner, shapes[s], s + 1, Colour(ref random), ref random);
        }

        var left = new int[shapes.Count + 1];
        foreach (var who in owner)
        {
            left[who]++;
        }

        var kept = Enumerable
            .Range(0, shapes.Count)
            .Where(s =>
                drawn[s + 1] > 0 && left[s + 1] >= LeastVisible * MathF.PI * shapes[s].Radius * shapes[s].Radius * Share(shapes[s].Kind)
            )
            .ToArray();
        Develop(picture, pixels, ref random);
        for (var place = 0; place < classes.Length; place++)
        {
            classes[place] = (sbyte)(owner[place] == 0 ? 0 : (int)shapes[owner[place] - 1].Kind + 1);
        }

        return [.. kept.Select(s => boxes[s])];
    }

    // The share of its circle that a thing covers.
    private static float Share(ShapeKind kind) =>
        kind switch
        {
            ShapeKind.Disc => 1,
            ShapeKind.Ring => 0.73f,
            ShapeKind.Square => 0.64f,
            ShapeKind.Triangle => 0.41f,
            _ => 0.6f,
        };

    private List<DrawnShape> Place(ref RandomStream random)
    {
        var wanted = random.NextSingle() < 0.06f ? 0 : 1 + random.NextInt32(MostShapes);
        var shorter = Math.Min(width, height);
        var shapes = new List<DrawnShape>(wanted);
        for (var attempt = 0; attempt < 8 * wanted && shapes.Count < wanted; attempt++)
        {
            // Small ones are more frequent: diameters from a seventh to half of the picture.
            var radius = shorter / 2f * (0.14f + (0.36f * random.NextSingle() * random.NextSingle()));
            var shape = new DrawnShape(
                (ShapeKind)random.NextInt32(Enum.GetValues<ShapeKind>().Length),
                random.NextSingle() * width,
                random.NextSingle() * height,
                Math.Max(4, radius),
                2 * MathF.PI * random.NextSingle()
            );
            if (shapes.All(other => Apart(shape, other) > 0.75f * Math.Max(shape.Radius, other.Radius)))
            {
                shapes.Add(shape);
            }
        }

        return shapes;
    }

    private static float Apart(in DrawnShape one, in DrawnShape other) =>
        MathF.Sqrt(((one.X - other.X) * (one.X - other.X)) + ((one.Y - other.Y) * (one.Y - other.Y)));

    private static (float Red, float Green, float Blue) Colour(ref RandomStream random) =>
        (0.1f + (0.9f * random.NextSingle()), 0.1f + (0.9f * random.NextSingle()), 0.1f + (0.9f * random.NextSingle()));

    // Two colours that run into each other, waves across them, and lines that are nothing.
    private void PaintBackground(float[] picture, ref RandomStream random)
    {
        var (from, to) = (Colour(ref random), Colour(ref random));
        var (sine, cosine) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
        var (waves, depth, phase) = (2 + (6 * random.NextSingle()), 0.12f * random.NextSingle(), 6 * random.NextSingle());
        var size = width * height;
        for (var place = 0; place < size; place++)
        {
            var (x, y) = (((place % width) + 0.5f) / width, ((place / width) + 0.5f) / height);
            var along = Math.Clamp(0.5f + (cosine * (x - 0.5f)) + (sine * (y - 0.5f)), 0, 1);
            var wave = depth * MathF.Sin((waves * 2 * MathF.PI * ((cosine * y) - (sine * x))) + phase);
            picture[place] = from.Red + (along * (to.Red - from.Red)) + wave;
            picture[size + place] = from.Green + (along * (to.Green - from.Green)) + wave;
            picture[(2 * size) + place] = from.Blue + (along * (to.Blue - from.Blue)) + wave;
        }

        for (var line = random.NextInt32(Clutter); line > 0; line--)
        {
            Strike(picture, Colour(ref random), ref random);
        }
    }

    private void Strike(float[] picture, (float Red, float Green, float Blue) colour, ref RandomStream random)
    {
        var (sine, cosine) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
        var (x0, y0, half) = (random.NextSingle() * width, random.NextSingle() * height, 0.5f + (1.2f * random.NextSingle()));
        var length = (0.1f + (0.4f * random.NextSingle())) * Math.Min(width, height);
        var size = width * height;
        for (var place = 0; place < size; place++)
        {
            var (dx, dy) = ((place % width) + 0.5f - x0, (place / width) + 0.5f - y0);
            var distance = Math.Max(MathF.Abs((cosine * dy) - (sine * dx)) - half, MathF.Abs((cosine * dx) + (sine * dy)) - length);
            Blend(picture, place, colour, Math.Clamp(0.5f - distance, 0, 1));
        }
    }

    private (PictureBox Box, int Drawn) Paint(
        float[] picture,
        int[] owner,
        in DrawnShape shape,
        int number,
        (float Red, float Green, float Blue) colour,
        ref RandomStream random
    )
    {
        var (left, top, right, bottom, drawn) = (width, height, -1, -1, 0);
        var shade = 0.25f * (random.NextSingle() - 0.5f) / shape.Radius;
        for (var y = Math.Max(0, (int)(shape.Y - shape.Radius - 1)); y < Math.Min(height, (int)(shape.Y + shape.Radius + 2)); y++)
        {
            for (var x = Math.Max(0, (int)(shape.X - shape.Radius - 1)); x < Math.Min(width, (int)(shape.X + shape.Radius + 2)); x++)
            {
                var coverage = shape.Coverage(x + 0.5f, y + 0.5f);
                var light = shade * (y - shape.Y);
                Blend(picture, (y * width) + x, (colour.Red + light, colour.Green + light, colour.Blue + light), coverage);
                if (coverage >= 0.5f)
                {
                    owner[(y * width) + x] = number;
                    (left, top) = (Math.Min(left, x), Math.Min(top, y));
                    (right, bottom) = (Math.Max(right, x), Math.Max(bottom, y));
                    drawn++;
                }
            }
        }

        return (new PictureBox(left, top, right + 1, bottom + 1, (int)shape.Kind), drawn);
    }

    private void Blend(float[] picture, int place, (float Red, float Green, float Blue) colour, float coverage)
    {
        var size = width * height;
        picture[place] += coverage * (colour.Red - picture[place]);
        picture[size + place] += coverage * (colour.Green - picture[size + place]);
        picture[(2 * size) + place] += coverage * (colour.Blue - picture[(2 * size) + place]);
    }

    // The grain of a picture in little light, and the step to bytes.
    private static void Develop(float[] picture, Span<byte> pixels, ref RandomStream random)
    {
        var grain = 0.02f + (0.08f * random.NextSingle());
        for (var i = 0; i < picture.Length; i++)
        {
            // Sum of two uniform numbers: near enough to normal for grain, and fast.
            var noise = grain * 2.45f * (random.NextSingle() + random.NextSingle() - 1);
            pixels[i] = (byte)MathF.Round(255 * Math.Clamp(picture[i] + noise, 0, 1));
        }
    }
}
