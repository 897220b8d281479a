using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Inference;

public class ModelTests
{
    private const int Wide = 5, Classes = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_answers_any_batch_as_ONNX_Runtime_does(bool isBatchFixed)
    {
        var file = Written(Perceptron(isBatchFixed ? 4 : "N"));
        using var model = Load(file);
        foreach (var count in new[] { 1, 2, 3, 4, 7, 1, 16 })
        {
            // A file of four samples is asked about four at a time there.
            var theirs = new List<float>();
            var inputs = Numbers(count * Wide, (ulong)count);
            for (var start = 0; start < count; start += isBatchFixed ? 4 : count)
            {
                var batch = isBatchFixed ? 4 : count;
                var padded = new float[batch * Wide];
                inputs.AsSpan(start * Wide, Math.Min(padded.Length, inputs.Length - (start * Wide))).CopyTo(padded);
                theirs.AddRange(Oracle(file, Tensor.From<float>(padded, batch, Wide)));
            }

            Assert.Equal(theirs.Take(count * Classes), model.Predict(inputs), Close);
        }
    }

    [Fact]
    public void Callers_at_the_same_time_each_get_the_answer_to_their_own_sample()
    {
        using var model = Load(Written(Perceptron("N")));
        var samples = Enumerable.Range(0, 64).Select(sample => Numbers(Wide * (1 + (sample % 3)), (ulong)sample)).ToArray();
        var alone = samples.Select(sample => model.Predict(sample)).ToArray();
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, call =>
        {
            var together = new float[alone[call % 64].Length];
            model.Predict(samples[call % 64], together);
            Assert.Equal(alone[call % 64], together);
        });
    }

    [Fact]
    public void A_call_allocates_nothing_once_one_has_run()
    {
        using var model = Load(Written(Perceptron("N")));
        var (input, output) = (Numbers(Wide, 1), new float[Classes]);
        model.Predict(input, output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++)
        {
            model.Predict(input, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var (file, input) = (Written(Perceptron("N")), Numbers(Wide * 300, 1));
        using var one = Load(file);
        using var three = Load(file, new ModelOptions { Threads = 3 });
        Assert.Equal(one.Predict(input), three.Predict(input));
    }

    [Fact]
    public void It_says_what_it_takes_and_answers()
    {
        using var model = Load(Written(Perceptron("N")));
        Assert.Equal([Wide], model.InputShape);
        Assert.Equal(("probabilities", Classes), (model.OutputName, model.OutputSize));
        Assert.Equal(["a", "b", "c"], model.AnswerNames);
    }

    [Fact]
    public void Another_output_is_answered_on_demand()
    {
        using var model = Load(Written(Perceptron("N")), new ModelOptions { Output = "logits" });
        using var usual = Load(Written(Perceptron("N")));
        var (logits, input) = (new float[Classes], Numbers(Wide, 1));
        model.Predict(input, logits);
        var sum = logits.Sum(logit => Math.Exp(logit));
        Assert.Equal(logits.Select(logit => (float)(Math.Exp(logit) / sum)), usual.Predict(input), Close);
    }

    [Fact]
    public void A_size_that_the_file_leaves_free_wants_a_number()
    {
        var graph = new Graph("free");
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape("N", 1, "H", "W")).Relu(), "y");
        var file = Written(graph);
        Assert.Contains("leaves the size H free", Assert.Throws<DecantException>(() => Load(file)).Message);
        using var model = Load(file, new ModelOptions { Sizes = new Dictionary<string, int> { ["H"] = 2, ["W"] = 2 } });
        Assert.Equal([0f, 1, 0, 2], model.Predict([-1, 1, -3, 2]));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused_with_the_way_out()
    {
        var file = Written(Perceptron("N"));
        using var model = Load(file);
        Assert.Contains("a multiple of 5 numbers, [5] for each sample, received 7", Assert.Throws<ArgumentException>(() => model.Predict(new float[7])).Message);
        Assert.Contains("received 0", Assert.Throws<ArgumentException>(() => model.Predict([])).Message);
        Assert.Contains("room for 6 numbers", Assert.Throws<ArgumentException>(() => model.Predict(new float[10], new float[7])).Message);
        Assert.Contains("'logits'", Assert.Throws<DecantException>(() => Load(file, new ModelOptions { Output = "logit" })).Message);
        var two = new Graph("two");
        two.AddOutput(two.AddInput("x", ElementType.Float32, new Shape("N", 2)) + two.AddInput("z", ElementType.Float32, new Shape("N", 2)), "y");
        Assert.Contains("expected one input", Assert.Throws<DecantException>(() => Load(Written(two))).Message);
    }

    [Fact]
    public void A_model_that_was_disposed_answers_no_more()
    {
        var model = Load(Written(Perceptron("N")));
        model.Predict(new float[Wide]);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(new float[Wide]));
    }

    private static bool Close(float one, float other) => Math.Abs(one - other) < 1e-6;

    private static Model Load(byte[] file, ModelOptions? options = null)
    {
        if (options?.Sizes.Count > 0)
        {
            var path = Path.Combine(Directory.CreateTempSubdirectory("decant").FullName, "model.onnx");
            File.WriteAllBytes(path, file);
            return Model.Load(path, options);
        }

        return Model.Load(new MemoryStream(file), options);
    }

    private static Graph Perceptron(Dimension batch)
    {
        var graph = new Graph("perceptron");
        var x = graph.AddInput("input", ElementType.Float32, new Shape(batch, Wide));
        var hidden = x.Linear(graph.AddParameter("w1", Tensor.From<float>(Numbers(7 * Wide, 10), 7, Wide)), graph.AddParameter("b1", Tensor.From<float>(Numbers(7, 11), 7))).Relu();
        var logits = hidden.Linear(graph.AddParameter("w2", Tensor.From<float>(Numbers(Classes * 7, 12), Classes, 7)));
        graph.AddOutput(logits, "logits");
        graph.AddOutput(logits.Softmax(), "probabilities");
        graph.Metadata["decant.classes"] = """["a","b","c"]""";
        return graph;
    }

    private static byte[] Written(Graph graph)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(graph, file);
        return file.ToArray();
    }

    private static float[] Oracle(byte[] file, Tensor input) =>
        OnnxRuntimeOracle.Run(file, new Dictionary<string, Tensor> { ["input"] = input })["probabilities"].Span<float>().ToArray();

    private static float[] Numbers(int count, ulong seed)
    {
        var stream = new RandomStream(seed, "model tests").At(0);
        return [.. Enumerable.Range(0, count).Select(_ => (float)stream.NextNormal())];
    }
}
