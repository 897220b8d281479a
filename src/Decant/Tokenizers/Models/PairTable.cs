namespace Decant.Tokenizers.Models;

/// <summary>Which pairs of pieces join, in what order, and to what; one open-addressed table.</summary>
internal sealed class PairTable
{
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private const ulong Empty = ulong.MaxValue;
    private readonly ulong[] _keys;
    private readonly (int Rank, int Id)[] _values;
    private readonly int _shift;

    /// <param name="count">The most pairs.</param>
    public PairTable(int count)
    {
        var bits = 4;
        while (1L << bits < 2L * count)
        {
            bits++;
        }
        _keys = new ulong[1 << bits];
        Array.Fill(_keys, Empty);
        _values = new (int, int)[_keys.Length];
        _shift = 64 - bits;
    }

    /// <summary>Adds a pair; one that is there already gets the new value.</summary>
    public void Add(int left, int right, int rank, int id)
    {
        var key = Key(left, right);
        var slot = (int)(key * Spread >> _shift);
        while (_keys[slot] != Empty && _keys[slot] != key)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }
        (_keys[slot], _values[slot]) = (key, (rank, id));
    }

    /// <summary>The rank and the piece of a pair; a rank of <see cref="int.MaxValue"/> where the two do not join.</summary>
    public (int Rank, int Id) Find(int left, int right)
    {
        var key = Key(left, right);
        for (var slot = (int)(key * Spread >> _shift); ; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                return _values[slot];
            }
            if (_keys[slot] == Empty)
            {
                return (int.MaxValue, -1);
            }
        }
    }

    private static ulong Key(int left, int right) => (ulong)(uint)left << 32 | (uint)right;
}
