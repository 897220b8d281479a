using static Decant.Engine.Tests.Weights.WeightBytes;

namespace Decant.Engine.Tests.Weights;

/// <summary>Pickles that want to run something, or to take all time and memory: each ends in a sentence, at once.</summary>
public sealed class HostilePickleTests
{
    [Theory]
    [InlineData("cos\nsystem\n(U\u0004exit1tR", "it asks for 'os.system'")]
    [InlineData("cposix\nsystem\nU\u0004exit\u0085R", "it asks for 'posix.system'")]
    [InlineData("c__builtin__\neval\nU\u00011\u0085R", "it asks for '__builtin__.eval'")]
    [InlineData("X\u0002\0\0\0osX\u0006\0\0\0system\u0093", "it asks for 'os.system'")]
    [InlineData("(U\u0004exitios\nsystem\n", "it asks for 'os.system'")]
    [InlineData("\u0082\u0011", "it asks for 'number 17 of the extension registry'")]
    [InlineData("\u0083\u0011\u0001", "it asks for 'number 273 of the extension registry'")]
    [InlineData("\u0084\u0011\0\0\0", "it asks for 'number 17 of the extension registry'")]
    [InlineData("ccollections\nOrderedDict\n)\u0081", "it asks for 'an instance of a class'")]
    [InlineData("(ccollections\nOrderedDict\no", "it asks for 'an instance of a class'")]
    [InlineData("ccollections\nOrderedDict\n)}\u0092", "it asks for 'an instance of a class'")]
    [InlineData("ctorch\nSize\n}b", "it asks for 'attributes of an object'")]
    [InlineData("ctorch\nFloatStorage\n)R", "it asks for 'torch.FloatStorage(…)'")]
    [InlineData("ctorch.storage\n_load_from_bytes\nU\u0001x\u0085R", "it asks for 'torch.storage._load_from_bytes'")]
    [InlineData("c_codecs\nencode\nK\u0001\u0085R", "it asks for '_codecs.encode(…)'")]
    [InlineData("c__main__\nNet\n)\u0081", "it holds a whole model or another object of a program ('__main__.Net')")]
    [InlineData("(U\u0006moduleNU\u0001xU\u0001ytQ", "it holds a whole model")]
    [InlineData("Pfile\n", "refers to data that is kept elsewhere")]
    [InlineData("\u0097", "refers to data that is kept elsewhere")]
    public void Everything_that_only_a_program_could_make_is_refused_by_name(string content, string expected) =>
        Assert.Contains(expected, Refusal(Legacy(content)), StringComparison.Ordinal);

    [Fact]
    public void A_pickle_of_another_program_is_refused_by_the_name_that_it_asks_for_or_as_such()
    {
        Assert.Contains("it asks for 'os.system'", Refusal(Latin("\u0080\u0002cos\nsystem\n(U\u0004exit1tR.")), StringComparison.Ordinal);
        Assert.Contains("not one of PyTorch's", Refusal(Latin("\u0080\u0002}.")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X\u00ff\u00ff\u00ff\u007f", "asks for 2147483647 bytes")]
    [InlineData("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f", "asks for 9223372036854775807 bytes")]
    [InlineData("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "asks for -1 bytes")]
    [InlineData("T\u00ff\u00ff\u00ff\u00ff", "asks for -1 bytes")]
    [InlineData("h\u0007", "refers to value 7, which it never remembered")]
    [InlineData("t", "looks for a mark")]
    [InlineData("R", "takes more values than it has put down")]
    [InlineData("(0R", "takes more values than it has put down")]
    [InlineData("]K\u0001u", "looks for a mark")]
    [InlineData("](K\u0001u", "instruction SETITEM finds a value that it cannot work on")]
    [InlineData("}(K\u0001u", "a key without a value")]
    [InlineData("\u0099", "has no instruction 0x99")]
    [InlineData("\u0080\u0009", "the file has 9")]
    [InlineData("Iabc\n", "has 'abc' where a number is expected")]
    [InlineData("NNN", "no dictionary of tensors")]
    public void Damage_is_named(string content, string expected) =>
        Assert.Contains(expected, Refusal(Legacy(content)), StringComparison.Ordinal);

    [Theory]
    [InlineData("K\u0003\u0085K\u0002\u0085", "reach element 5 of a storage of 4")]
    [InlineData("K\u0003K\u0003\u0086K\u0002K\u0001\u0086", "reach element 7 of a storage of 4")]
    [InlineData(
        "J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007f\u0086K\0K\0\u0086",
        "4 stored numbers are repeated to 4611686014132420609"
    )]
    [InlineData(
        "(J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007ft(K\0K\0K\0t",
        "multiply to more than can be counted"
    )]
    [InlineData("J\u00ff\u00ff\u00ff\u00ff\u0085K\u0001\u0085", "not described as PyTorch does")]
    [InlineData("K\u0001\u0085J\u00ff\u00ff\u00ff\u00ff\u0085", "not described as PyTorch does")]
    [InlineData("K\u0001\u0085)", "not described as PyTorch does")]
    public void A_tensor_that_leaves_its_storage_or_repeats_it_without_measure_is_refused(string sizesAndStrides, string expected) =>
        Assert.Contains(expected, Refusal(OneTensor(sizesAndStrides)), StringComparison.Ordinal);

    [Fact]
    public void The_hand_made_tensor_is_read_where_it_is_in_order() =>
        Assert.Equal(16, With(OneTensor("K\u0004\u0085K\u0001\u0085"), ReadAll));

    [Fact]
    public void A_view_into_an_old_storage_begins_where_the_file_says()
    {
        var view = OneTensor("K\u0002\u0085K\u0001\u0085", view: "(U\u0001vK\u0001K\u0002t");
        Assert.Equal([2, 3], With(view, path =>
            {
                using var file = Decant.Engine.Weights.WeightFile.Open(path);
                return file.Tensors[0].Read().Span<float>().ToArray();
            }));
        Assert.Contains(
            "leaves the storage it looks into",
            Refusal(OneTensor("K\u0002\u0085K\u0001\u0085", view: "(U\u0001vK\u0003K\u0002t")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("lists in lists", "]", "\u0085", 600_000)]
    [InlineData("dictionaries without end", "}", "}0", 3_000_000)]
    [InlineData("marks without end", "(", "(", 3_000_000)]
    [InlineData("one value, again and again", "]q\0", "h\0", 3_000_000)]
    [InlineData("remembered without end", "]", "\u0094", 3_000_000)]
    [InlineData("a long text, encoded again and again", "(", "c_codecs\nencode\nX\0\0\u0010\0{1M}q\0\u0085R", 1)]
    public void Bombs_end_within_two_seconds_and_half_a_gigabyte(string what, string start, string repeated, int times)
    {
        var million = new string('x', 1 << 20);
        var unit = repeated.Replace("{1M}", million, StringComparison.Ordinal);
        var body = string.Concat(Enumerable.Repeat(unit, times));
        var again = what.Contains("encoded", StringComparison.Ordinal)
            ? string.Concat(Enumerable.Repeat("c_codecs\nencode\nh\0\u0085R", 100_000))
            : "";
        AssertQuick(Legacy(start + body + again));
    }

    [Fact]
    public void A_doubling_of_lists_by_their_memory_stays_small()
    {
        // l₀ = [], lₖ = [lₖ₋₁, lₖ₋₁]: 2⁵⁰⁰ leaves when followed, 500 lists as they are.
        var doubling = "]q\0" + string.Concat(Enumerable.Range(0, 500).Select(_ => "](h\0h\0eq\0"));
        AssertQuick(Legacy(doubling));
    }

    [Fact]
    public void A_dictionary_that_holds_itself_ends() => AssertQuick(Legacy("}q\0U\u0001ah\0s"));

    [Fact]
    public void An_ordered_dictionary_made_again_and_again_from_one_long_list_ends()
    {
        var list = "](" + string.Concat(Enumerable.Repeat("NN\u0086", 100_000)) + "eq\0";
        AssertQuick(Legacy(list + string.Concat(Enumerable.Repeat("ccollections\nOrderedDict\nh\0\u0085R", 100_000))));
    }

    [Fact]
    public void Long_names_of_nested_dictionaries_are_not_strung_together_without_end()
    {
        var name = $"X\0\0\u0010\0{new string('n', 1 << 20)}q\0";
        AssertQuick(
            Legacy("}" + name + "0" + string.Concat(Enumerable.Repeat("h\0}", 50_000)) + string.Concat(Enumerable.Repeat("s", 50_000)))
        );
    }

    private static void AssertQuick(byte[] bytes)
    {
        var (problem, taken, allocated) = With(bytes, path =>
        {
            var start = TimeProvider.System.GetTimestamp();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var thrown = Record.Exception(() => ReadAll(path));
            return (thrown, TimeProvider.System.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
        });

        Assert.IsType<DecantException>(problem);
        Assert.InRange(allocated, 0, 512L << 20);
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    // {'t': tensor} over the storage '0' of the four floats 1, 2, 3, 4.
    private static byte[] OneTensor(string sizesAndStrides, string view = "N") =>
        Legacy(
            $"}}U\u0001tctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0004{view}tQK\0{sizesAndStrides}\u0089NtRs",
            "](U\u00010e",
            4,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0x80,
            0x3F,
            0,
            0,
            0,
            0x40,
            0,
            0,
            0x40,
            0x40,
            0,
            0,
            0x80,
            0x40
        );
}
