namespace Decant.Tokenizers.Models;

/// <summary>
/// The pieces of a vocabulary as a tree of characters: the longest piece at a place is found in one walk, whatever the
/// vocabulary's size.
/// </summary>
/// <remarks>The tree's edges lie in one open-addressed table; the key is the node and the character.</remarks>
internal sealed class PieceTrie
{
    private const ulong Spread = 0x9E3779B97F4A7C15;
    private ulong[] _keys = new ulong[1 << 10];
    private int[] _children = new int[1 << 10];
    private int[] _ids = [-1];
    private int _nodes = 1;
    private int _shift = 64 - 10;

    /// <summary>The node from which every walk begins.</summary>
    public const int Root = 0;

    /// <summary>The number of the piece that ends at a node; −1 where none does.</summary>
    public int Id(int node) => _ids[node];

    /// <summary>The node after a character; −1 where no piece goes on with it.</summary>
    public int Next(int node, char c)
    {
        var key = Key(node, c);
        for (var slot = (int)(key * Spread >> _shift); ; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                return _children[slot];
            }
            if (_keys[slot] == 0)
            {
                return -1;
            }
        }
    }

    /// <summary>The node after several characters, or −1.</summary>
    public int Walk(int node, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length && node >= 0; i++)
        {
            node = Next(node, text[i]);
        }
        return node;
    }

    /// <summary>Adds a piece.</summary>
    public void Add(ReadOnlySpan<char> piece, int id)
    {
        var node = Root;
        foreach (var c in piece)
        {
            var next = Next(node, c);
            node = next >= 0 ? next : AddNode(node, c);
        }
        _ids[node] = id;
    }

    private int AddNode(int node, char c)
    {
        if (_nodes * 2 > _keys.Length)
        {
            Grow();
        }
        if (_nodes == _ids.Length)
        {
            Array.Resize(ref _ids, _nodes * 2);
        }
        _ids[_nodes] = -1;
        Insert(Key(node, c), _nodes);
        return _nodes++;
    }

    private void Grow()
    {
        var (keys, children) = (_keys, _children);
        _keys = new ulong[keys.Length * 2];
        _children = new int[keys.Length * 2];
        _shift--;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                Insert(keys[i], children[i]);
            }
        }
    }

    private void Insert(ulong key, int child)
    {
        var slot = (int)(key * Spread >> _shift);
        while (_keys[slot] != 0)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }
        (_keys[slot], _children[slot]) = (key, child);
    }

    // Never 0, which marks an empty slot.
    private static ulong Key(int node, char c) => ((ulong)(uint)node + 1) << 16 | c;
}
