using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Randomness;

public sealed class PhiloxTests
{
    // The vectors "philox4x32 10" of Random123's kat_vectors (Salmon et al. 2011, SC'11).
    [Theory]
    [InlineData(new uint[] { 0, 0, 0, 0, 0, 0 }, new uint[] { 0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8 })]
    [InlineData(
        new uint[] { 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF },
        new uint[] { 0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD }
    )]
    [InlineData(
        new uint[] { 0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0 },
        new uint[] { 0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1 }
    )]
    public void A_block_is_that_of_Random123(uint[] counterAndKey, uint[] expected)
    {
        var c = counterAndKey;
        var (w0, w1, w2, w3) = Philox.Block(c[0], c[1], c[2], c[3], c[4], c[5]);
        Assert.Equal(expected, new[] { w0, w1, w2, w3 });
    }
}
