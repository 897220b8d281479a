using System.Runtime.CompilerServices;
using Decant.Data.Arrays;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Tests.Data.Arrays;

/// <summary>Against files that NumPy wrote: Numpy/make_arrays.py.</summary>
public sealed class NpyFileTests
{
    private static readonly double[] s_numbers = [0.5, -1.25, 3e-9, 4, 5, 6, 7, 1e30, 9, 10, 11, 12];

    [Theory]
    [InlineData("float64")]
    [InlineData("version2")]
    [InlineData("version3")]
    public void Doubles_of_every_version_of_the_format_are_read_to_the_last_bit(string name)
    {
        var array = ArrayFile.Read(File(name));

        Assert.Equal([3, 2, 2], array.Dimensions);
        Assert.Equal(s_numbers, array.Span<double>());
    }

    [Fact]
    public void Floats_and_whole_numbers_keep_their_type()
    {
        Assert.Equal(s_numbers.Select(number => (float)number), ArrayFile.Read(File("float32")).Span<float>().ToArray());
        Assert.Equal([3L, -1, 250], ArrayFile.Read(File("int64")).Span<long>());
        Assert.Equal([3, -1, 250], ArrayFile.Read(File("int32")).Span<int>());
        Assert.Equal<byte>([3, 0, 250], ArrayFile.Read(File("uint8")).Span<byte>());
    }

    [Fact]
    public void A_number_alone_has_no_axes()
    {
        var array = ArrayFile.Read(File("scalar"));
        Assert.Equal((0, 2.5), (array.Rank, array.Span<double>()[0]));
    }

    [Fact]
    public void What_is_written_is_byte_for_byte_what_NumPy_writes()
    {
        using var array = Tensor.From<double>(s_numbers, 3, 2, 2);
        Assert.Equal(System.IO.File.ReadAllBytes(File("float64")), NpyFile.Bytes(array));
    }

    [Theory]
    [InlineData("fortran", "received columns (Fortran order). Save numpy.ascontiguousarray(array).")]
    [InlineData("float16", "received float16 ('<f2'). Save array.astype('<f8')")]
    [InlineData("big-endian", "received big-endian '>f8'")]
    [InlineData("complex", "received complex '<c16'")]
    [InlineData("bool", "received bool ('|b1')")]
    [InlineData("structured", "received a structured type")]
    public void Other_orders_and_types_are_refused_by_name(string name, string expected)
    {
        var problem = Assert.Throws<DecantException>(() => ArrayFile.Read(File(name)));
        Assert.Contains(expected, problem.Message);
    }

    [Theory]
    [InlineData(0, "does not begin as one")]
    [InlineData(7, "ends inside its header")]
    [InlineData(9, "ends inside its header")]
    [InlineData(100, "ends inside its header")]
    [InlineData(128, "expected 96 bytes for [3, 2, 2], received 0: the file is cut off")]
    [InlineData(223, "expected 96 bytes for [3, 2, 2], received 95: the file is cut off")]
    public void A_file_that_was_cut_off_is_refused(int length, string expected)
    {
        var bytes = System.IO.File.ReadAllBytes(File("float64"));
        var problem = Assert.Throws<DecantException>(() => NpyFile.Read(bytes.AsSpan(0, length), "cut.npy"));
        Assert.Contains(expected, problem.Message);
    }

    [Fact]
    public void Bytes_behind_the_last_number_are_refused()
    {
        byte[] bytes = [.. System.IO.File.ReadAllBytes(File("float64")), 0];
        Assert.Contains("too long", Assert.Throws<DecantException>(() => NpyFile.Read(bytes, "long.npy")).Message);
    }

    [Fact]
    public void A_header_that_promises_more_than_memory_holds_is_refused_before_any_of_it_is_taken()
    {
        var text = System.IO.File.ReadAllBytes(File("float64"));
        var place = text.AsSpan().IndexOf("(3, 2, 2)"u8);
        "(99999,9)"u8.CopyTo(text.AsSpan(place));
        Assert.Contains("cut off", Assert.Throws<DecantException>(() => NpyFile.Read(text, "huge.npy")).Message);
        "(9999999)"u8.CopyTo(text.AsSpan(place));
        text[place - 1] = (byte)' ';
        Assert.Contains("cut off", Assert.Throws<DecantException>(() => NpyFile.Read(text, "huge.npy")).Message);
    }

    private static string File(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Numpy", $"{name}.npy");
}
