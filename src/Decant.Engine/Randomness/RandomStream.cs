using System.Text;

namespace Decant.Engine.Randomness;

/// <summary>
/// A named stream of random numbers of a run: (seed, name, place, index) decides the number, nothing else does. A
/// stream is a small value that is read forward from the place given by <c>At</c>: a sample, a view, a step.
/// </summary>
public struct RandomStream
{
    private readonly ulong _key;
    private readonly ulong _place;
    private ulong _index;
    private (uint W0, uint W1, uint W2, uint W3) _block;

    /// <summary>The stream of a seed and a name.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="name">What the numbers are for, such as <c>init</c>, <c>shuffle</c>, <c>dropout</c>, <c>augmentation</c>; at most 256
    /// bytes of UTF-8.</param>
    public RandomStream(ulong seed, string name)
        : this(Mix(seed ^ Hash(name)), 0) { }

    private RandomStream(ulong key, ulong place)
    {
        _key = key;
        _place = place;
    }

    /// <summary>The key that kernels hand to <see cref="Philox"/>.</summary>
    internal readonly ulong Key => _key;

    /// <summary>The same stream at a place of its own, from its first number on.</summary>
    public readonly RandomStream At(ulong place) => new(_key, place);

    /// <summary>The same stream at a place that two numbers name, such as a sample and a view of it.</summary>
    public readonly RandomStream At(ulong first, ulong second) => new(Mix(_key ^ Mix(second + 1)), first);

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        var lane = (int)(_index & 3);
        if (lane == 0)
        {
            var counter = _index >> 2;
            _block = Philox.Block((uint)counter, (uint)(counter >> 32), (uint)_place, (uint)(_place >> 32), (uint)_key, (uint)(_key >> 32));
        }

        _index++;
        return lane switch
        {
            0 => _block.W0,
            1 => _block.W1,
            2 => _block.W2,
            _ => _block.W3,
        };
    }

    /// <summary>A number in [0, 1), 24 bits fine.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>A number in [0, 1), 53 bits fine.</summary>
    public double NextDouble()
    {
        var high = (ulong)NextUInt32();
        return (((high << 32) | NextUInt32()) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number between two bounds, the upper one excluded.</summary>
    public double NextDouble(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>A whole number in [0, bound), every one equally likely.</summary>
    /// <param name="bound">1 or more.</param>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        // Lemire 2019, arXiv:1805.10941: multiply, keep the high word, reject the few low words that would favour some.
        var threshold = (uint)(-bound) % (uint)bound;
        while (true)
        {
            var product = (ulong)NextUInt32() * (uint)bound;
            if ((uint)product >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>A number of the standard normal distribution (Box and Muller 1958).</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>Puts a list into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> list)
    {
        for (var i = list.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    // FNV-1a, 64 bits.
    private static ulong Hash(string name)
    {
        var hash = 14695981039346656037UL;
        Span<byte> octets = stackalloc byte[256]; // a stream is made per sample: no allocation
        foreach (var octet in octets[..Encoding.UTF8.GetBytes(name, octets)])
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }

    // The finaliser of SplitMix64: neighbouring seeds get unrelated keys.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
