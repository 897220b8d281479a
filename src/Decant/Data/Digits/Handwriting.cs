using Decant.Engine.Randomness;

namespace Decant.Data.Digits;

/// <summary>
/// How one digit happens to be written: the map from the skeleton's page of 100 by 100 to the pixels of the image,
/// and the pen. Difficulty, from 0 to 1, widens every spread.
/// </summary>
internal readonly struct Handwriting
{
    private const float Height = 20; // as in MNIST: digits of 20 pixels on a page of 28

    private readonly float _centreX,
        _centreY,
        _scaleX,
        _scaleY,
        _shear,
        _sine,
        _cosine;
    private readonly float _bendX,
        _bendY,
        _waveX,
        _waveY,
        _phaseX,
        _phaseY,
        _pressure,
        _pressurePhase;

    /// <summary>Draws a handwriting.</summary>
    /// <param name="random">The image's random numbers.</param>
    /// <param name="difficulty">0 for copybook writing, 1 for a scrawl.</param>
    /// <param name="size">Pixels along one side of the image.</param>
    public Handwriting(ref RandomStream random, float difficulty, int size)
    {
        Slant = Math.Clamp(8 + ((8 + (8 * difficulty)) * (float)random.NextNormal()), -40, 40);
        Radius = Math.Clamp(1.15f * MathF.Exp((0.15f + (0.2f * difficulty)) * (float)random.NextNormal()), 0.7f, 2.4f);
        _shear = MathF.Tan(Slant * MathF.PI / 180);
        var rotation = (3 + (6 * difficulty)) * (float)random.NextNormal() * MathF.PI / 180;
        (_sine, _cosine) = MathF.SinCos(rotation);
        _scaleY = Height / 100 * Spread(ref random, 1 - (0.25f * difficulty), 1.05f);
        _scaleX = _scaleY * Spread(ref random, 0.95f - (0.3f * difficulty), 1.05f + (0.2f * difficulty));
        var wander = 0.8f + (1.7f * difficulty);
        _centreX = (size / 2f) + Spread(ref random, -wander, wander);
        _centreY = (size / 2f) + Spread(ref random, -wander, wander);
        var bend = 0.3f + (1.2f * difficulty);
        (_bendX, _bendY) = (bend * (float)random.NextNormal(), bend * (float)random.NextNormal());
        (_waveX, _waveY) = (Spread(ref random, 0.1f, 0.35f), Spread(ref random, 0.1f, 0.35f));
        (_phaseX, _phaseY) = (Spread(ref random, 0, 2 * MathF.PI), Spread(ref random, 0, 2 * MathF.PI));
        _pressure = Spread(ref random, 0, 0.15f + (0.25f * difficulty));
        _pressurePhase = Spread(ref random, 0, 2 * MathF.PI);
    }

    /// <summary>How far the writing leans to the right, in degrees.</summary>
    public float Slant { get; }

    /// <summary>Half the mean width of the line, in pixels.</summary>
    public float Radius { get; }

    /// <summary>Where a point of the skeleton's page falls in the image, in pixels: scaled, slanted, turned, bent, moved.</summary>
    public (float X, float Y) Place(float x, float y)
    {
        var up = (50 - y) * _scaleY;
        var right = ((x - 50) * _scaleX) + (up * _shear);
        var (px, py) = ((right * _cosine) + (up * _sine), (right * _sine) - (up * _cosine));
        return (
            _centreX + px + (_bendX * MathF.Sin((_waveX * py) + _phaseX)),
            _centreY + py + (_bendY * MathF.Sin((_waveY * px) + _phaseY))
        );
    }

    /// <summary>Half the width of the line, in pixels, after so many pieces of line.</summary>
    public float RadiusAt(int piece) => Radius * (1 + (_pressure * MathF.Sin((0.35f * piece) + _pressurePhase)));

    private static float Spread(ref RandomStream random, float low, float high) => low + ((high - low) * random.NextSingle());
}
