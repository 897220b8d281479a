using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Tests.Shared;

namespace Decant.Tests.Students.Texts;

/// <summary>The files of text students, as ONNX Runtime and the engine read them.</summary>
public class TextStudentFileTests
{
    public static TheoryData<string, bool> All => TextCases.All;

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_answers_as_ONNX_Runtime_does_at_any_number_and_length_of_texts(string kind, bool answersTokens)
    {
        var file = Written(TextCases.Build(kind, answersTokens));
        var read = OnnxFile.Read(new MemoryStream(file));
        foreach (var (texts, longest, width) in new[] { (1, 1, 1), (3, 9, 9), (4, 6, 13), (2, 24, 24) })
        {
            var batch = TextCases.Batch(texts, longest, width);
            var theirs = OnnxRuntimeOracle.Run(file, batch);
            foreach (var kernels in new[] { "reference", "managed" })
            {
                var ours = GraphRun.Of(read, batch, kernels);
                foreach (var output in new[] { "logits", "probabilities" })
                {
                    Assert.Equal(
                        answersTokens ? [texts, width, TextCases.Classes] : [texts, TextCases.Classes],
                        ours[output].Dimensions.ToArray()
                    );
                    TensorAssert.Close(theirs[output], ours[output]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_pads_a_text_changes_no_answer(string kind, bool answersTokens)
    {
        var file = Written(TextCases.Build(kind, answersTokens));
        var (plain, padded) = (TextCases.Batch(4, 11, 11), TextCases.Batch(4, 11, 22, filler: 5));
        var (expected, received) = (OnnxRuntimeOracle.Run(file, plain)["logits"], OnnxRuntimeOracle.Run(file, padded)["logits"]);
        for (var n = 0; n < 4; n++)
        {
            for (var t = 0; t < (answersTokens ? TextCases.LengthOf(n, 11) : 1); t++)
            {
                var (here, there) = answersTokens ? ((n * 11) + t, (n * 22) + t) : (n, n);
                for (var c = 0; c < TextCases.Classes; c++)
                {
                    Assert.Equal(
                        expected.Span<float>()[(here * TextCases.Classes) + c],
                        received.Span<float>()[(there * TextCases.Classes) + c],
                        1e-6
                    );
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_reads_ids_and_mask_and_nothing_else(string kind, bool answersTokens)
    {
        var read = OnnxFile.Read(new MemoryStream(Written(TextCases.Build(kind, answersTokens))));
        Assert.Equal(
            [(TextCases.Ids, ElementType.Int64, "[N, T]"), (TextCases.Mask, ElementType.Int64, "[N, T]")],
            read.Inputs.Select(input => (input.Name, input.Type, input.Shape.ToString()))
        );
    }

    private static byte[] Written(Graph graph)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(graph, file);
        return file.ToArray();
    }
}
