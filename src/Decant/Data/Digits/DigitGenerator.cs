using System.Numerics;
using Decant.Engine.Randomness;

namespace Decant.Data.Digits;

/// <summary>
/// Draws handwriting-like digits of 28 by 28 pixels. (seed, part, index) decides an image, so that any image can be
/// drawn alone; labels go round 0 to 9.
/// </summary>
/// <param name="seed">Another seed, other images.</param>
/// <param name="part">Name of the part, such as <c>train</c>: parts of one seed share no image.</param>
/// <param name="difficulty">0 for copybook writing, 1 for a scrawl with strikes, gaps and noise.</param>
internal sealed class DigitGenerator(ulong seed, string part, double difficulty)
{
    /// <summary>Pixels along one side.</summary>
    public const int Size = 28;

    private const int PiecesPerCurve = 7;

    [ThreadStatic]
    private static Canvas? s_canvas;

    private readonly RandomStream _stream = new(seed, $"digits {part}");
    private readonly float _difficulty = (float)difficulty;

    /// <summary>Draws one image.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="pixels">784 bytes, row by row; 255 is ink.</param>
    /// <param name="classes">Is given the class of every pixel: 0 paper, 1 and above the kinds of strokes in their order, −1 for the edge
    /// of a line; empty where no one asks.</param>
    public DigitFacts Draw(int index, Span<byte> pixels, Span<sbyte> classes = default)
    {
        var random = _stream.At((ulong)index);
        var digit = index % 10;
        var variants = DigitSkeletons.All[digit];
        var strokes = variants[random.NextInt32(variants.Length)];
        var writing = new Handwriting(ref random, _difficulty, Size);
        var canvas = s_canvas ??= new Canvas(Size);
        canvas.Ink.Clear();
        var kinds = StrokeKinds.None;
        foreach (var stroke in strokes)
        {
            kinds = stroke.Kinds.Aggregate(kinds, (all, kind) => all | kind);
            Write(canvas, stroke, writing, ref random);
        }

        if (!classes.IsEmpty)
        {
            canvas.WriteClasses(classes);
        }

        Strike(canvas, ref random);
        Develop(canvas.Ink, pixels, ref random);
        return new DigitFacts(digit, writing.Slant, 2 * writing.Radius, kinds);
    }

    // The hand misses every point a little, begins late or stops early, and the pen may run dry for a moment.
    private void Write(Canvas canvas, Stroke stroke, in Handwriting writing, ref RandomStream random)
    {
        var spread = 1.2f + (4.5f * _difficulty);
        Span<(float X, float Y)> points = stackalloc (float, float)[stroke.Points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (
                stroke.Points[i].X + (spread * (float)random.NextNormal()),
                stroke.Points[i].Y + (spread * (float)random.NextNormal())
            );
        }

        var pieces = (points.Length - 1) * PiecesPerCurve;
        var late = random.NextSingle() < 0.35f * _difficulty ? random.NextSingle() * 0.2f * pieces : 0;
        var early = random.NextSingle() < 0.35f * _difficulty ? random.NextSingle() * 0.2f * pieces : 0;
        var dry = random.NextSingle() < 0.25f * _difficulty ? random.NextInt32(pieces) : -10;
        var from = writing.Place(points[0].X, points[0].Y);
        for (var piece = 1; piece <= pieces; piece++)
        {
            var (x, y) = At(stroke, points, (float)piece / PiecesPerCurve);
            var to = writing.Place(x, y);
            if (piece > late && piece <= pieces - early)
            {
                var kind = stroke.Kinds[(piece - 1) * stroke.Kinds.Count / pieces];
                canvas.Line(
                    from,
                    to,
                    writing.RadiusAt(piece - 1),
                    writing.RadiusAt(piece),
                    Math.Abs(piece - dry) <= 2 ? 0.35f : 1,
                    ClassOf(kind)
                );
            }

            from = to;
        }
    }

    // 1 for the first kind, 2 for the second, ..
    private static sbyte ClassOf(StrokeKinds kind) => (sbyte)(BitOperations.Log2((uint)kind) + 1);

    // The uniform Catmull-Rom curve, which passes through its points: with t the part of the way from p1 to p2,
    // 1/2 · (2·p1 + (p2 − p0)·t + (2·p0 − 5·p1 + 4·p2 − p3)·t² + (3·p1 − p0 − 3·p2 + p3)·t³).
    private static (float X, float Y) At(Stroke stroke, ReadOnlySpan<(float X, float Y)> points, float place)
    {
        var i = Math.Min((int)place, points.Length - 2);
        var t = place - i;
        var (p1, p2) = (points[i], points[i + 1]);
        if (!stroke.IsSmooth)
        {
            return (p1.X + (t * (p2.X - p1.X)), p1.Y + (t * (p2.Y - p1.Y)));
        }

        var (p0, p3) = (points[Math.Max(0, i - 1)], points[Math.Min(points.Length - 1, i + 2)]);
        return (Curve(p0.X, p1.X, p2.X, p3.X, t), Curve(p0.Y, p1.Y, p2.Y, p3.Y, t));
    }

    private static float Curve(float p0, float p1, float p2, float p3, float t) =>
        0.5f * ((2 * p1) + (t * (p2 - p0 + (t * ((2 * p0) - (5 * p1) + (4 * p2) - p3 + (t * ((3 * (p1 - p2)) - p0 + p3)))))));

    // Pieces of neighbouring writing: short strikes near the border.
    private void Strike(Canvas canvas, ref RandomStream random)
    {
        while (random.NextSingle() < 0.55f * _difficulty)
        {
            var angle = 2 * MathF.PI * random.NextSingle();
            var (sine, cosine) = MathF.SinCos(angle);
            var distance = 9 + (6 * random.NextSingle());
            var (x, y) = ((Size / 2f) + (distance * cosine), (Size / 2f) + (distance * sine));
            var (turnSine, turnCosine) = MathF.SinCos(2 * MathF.PI * random.NextSingle());
            var half = 1.5f + (3.5f * random.NextSingle());
            var radius = 0.4f + (0.9f * random.NextSingle());
            var ink = 0.3f + (0.7f * random.NextSingle());
            canvas.Line(
                (x - (half * turnCosine), y - (half * turnSine)),
                (x + (half * turnCosine), y + (half * turnSine)),
                radius,
                radius,
                ink
            );
        }
    }

    // Contrast, grain of the paper, and the step to bytes.
    private void Develop(ReadOnlySpan<float> ink, Span<byte> pixels, ref RandomStream random)
    {
        var contrast = 1 - (0.5f * _difficulty * random.NextSingle());
        var grain = (0.02f + (0.1f * _difficulty)) * random.NextSingle();
        for (var i = 0; i < ink.Length; i++)
        {
            // Sum of two uniform numbers: near enough to normal for grain, and fast.
            var noise = grain * 2.45f * (random.NextSingle() + random.NextSingle() - 1);
            pixels[i] = (byte)MathF.Round(255 * Math.Clamp((contrast * ink[i]) + noise, 0, 1));
        }
    }
}
