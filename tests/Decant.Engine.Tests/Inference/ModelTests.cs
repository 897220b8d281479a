using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Inference;

public class ModelTests
{
    private const int Wide = 5,
        Classes = 3;

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
        using var open = Load(file);
        Assert.Contains("leaves the size H free", Assert.Throws<DecantException>(() => open.Predict([-1, 1, -3, 2])).Message);
        using var model = Load(
            file,
            new ModelOptions
            {
                Sizes = new Dictionary<string, int> { ["H"] = 2, ["W"] = 2 },
            }
        );
        Assert.Equal([0f, 1, 0, 2], model.Predict([-1, 1, -3, 2]));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused_with_the_way_out()
    {
        var file = Written(Perceptron("N"));
        using var model = Load(file);
        Assert.Contains(
            "a multiple of 5 numbers, [5] for each sample, received 7",
            Assert.Throws<ArgumentException>(() => model.Predict(new float[7])).Message
        );
        Assert.Contains("received 0", Assert.Throws<ArgumentException>(() => model.Predict([])).Message);
        Assert.Contains("room for 6 numbers", Assert.Throws<ArgumentException>(() => model.Predict(new float[10], new float[7])).Message);
        Assert.Contains("'logits'", Assert.Throws<DecantException>(() => Load(file, new ModelOptions { Output = "logit" })).Message);
        using var two = Load(Written(Sentences()));
        var refused = Assert.Throws<DecantException>(() => two.Predict(new float[4])).Message;
        Assert.Contains("expected one input, received facts", refused);
        Assert.EndsWith("Model.Run takes several by name.", refused);
        Assert.Equal(refused, Assert.Throws<DecantException>(() => two.InputShape).Message);
    }

    [Fact]
    public void Several_inputs_of_any_length_are_answered_by_name_as_ONNX_Runtime_does()
    {
        var file = Written(Sentences());
        using var model = Load(file);
        Assert.Equal(
            "facts Float32[N, 2], tokens Int64[N, T]",
            string.Join(", ", model.Inputs.Select(input => $"{input.Name} {input.Type}{input.Shape}"))
        );
        foreach (var (count, length) in new[] { (1, 1), (3, 5), (2, 9), (7, 2), (1, 1) })
        {
            var inputs = Asked(count, length, (ulong)(count + length));
            var (theirs, ours) = (OnnxRuntimeOracle.Run(file, inputs), model.Run(inputs));
            Assert.Equal(["places", "flat", "whole"], ours.Keys);
            foreach (var (name, answer) in ours)
            {
                Assert.Equal(theirs[name].Dimensions.ToArray(), answer.Dimensions.ToArray());
                Assert.Equal(theirs[name].Span<float>().ToArray(), answer.Span<float>().ToArray(), Close);
            }
        }
    }

    [Fact]
    public void A_call_by_name_fills_the_callers_memory_and_allocates_nothing()
    {
        using var model = Load(Written(Sentences()));
        var calls = new[] { (3, 5), (2, 2) }
            .Select(size =>
                (
                    Inputs: Asked(size.Item1, size.Item2, 1),
                    Outputs: new Dictionary<string, Tensor> { ["whole"] = new(ElementType.Float32, size.Item1, 5) }
                )
            )
            .ToArray();
        foreach (var (inputs, outputs) in calls)
        {
            model.Run(inputs, outputs);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 100; call++)
        {
            model.Run(calls[call % 2].Inputs, calls[call % 2].Outputs);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(model.Run(calls[1].Inputs)["whole"].Span<float>().ToArray(), calls[1].Outputs["whole"].Span<float>().ToArray());
    }

    [Fact]
    public void Callers_by_name_at_the_same_time_each_get_their_own_answer()
    {
        using var model = Load(Written(Sentences()));
        var questions = Enumerable.Range(0, 16).Select(place => Asked(1 + (place % 3), 1 + (place % 7), (ulong)place)).ToArray();
        var alone = questions.Select(question => model.Run(question)["whole"].Span<float>().ToArray()).ToArray();
        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, call =>
            Assert.Equal(alone[call % 16], model.Run(questions[call % 16])["whole"].Span<float>().ToArray())
        );
    }

    [Fact]
    public void Tensors_that_do_not_fit_are_refused_with_what_the_model_takes()
    {
        using var model = Load(Written(Sentences()));
        var fits = Asked(2, 3, 1);
        string Refusal(string? without = null, Tensor? other = null, string name = "tokens", Dictionary<string, Tensor>? outputs = null)
        {
            var inputs = fits.Where(input => input.Key != without).ToDictionary();
            inputs[other is null ? "facts" : name] = other ?? fits["facts"];
            return Assert
                .Throws<ArgumentException>(() => model.Run(inputs, outputs ?? new() { ["whole"] = new(ElementType.Float32, 2, 5) }))
                .Message;
        }

        Assert.Contains("received facts. Give 'tokens' too.", Refusal(without: "tokens"));
        Assert.StartsWith("Run: expected Int64[N, T] as input 'tokens'", Refusal(other: new(ElementType.Float32, 2, 3)));
        Assert.Contains("received Int64[3, 3]. The model takes facts", Refusal(other: new(ElementType.Int64, 3, 3)));
        Assert.Contains("every size 1 or more", Refusal(other: new(ElementType.Int64, 2, 0)));
        Assert.StartsWith("Run: expected Float32[N, 2] as input 'facts'", Refusal(other: new(ElementType.Float32, 2, 3), name: "facts"));
        Assert.StartsWith(
            "Run: expected room for Float32[2, 5] in output 'whole', received Float32[2, 4].",
            Refusal(outputs: new() { ["whole"] = new(ElementType.Float32, 2, 4) })
        );
        Assert.Contains("received wholes.", Refusal(outputs: new() { ["wholes"] = new(ElementType.Float32, 2, 5) }));
        Assert.Contains("received none.", Refusal(outputs: []));
    }

    [Fact]
    public void A_model_that_was_disposed_answers_no_more()
    {
        var model = Load(Written(Perceptron("N")));
        model.Predict(new float[Wide]);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(new float[Wide]));
    }

    private static Dictionary<string, Tensor> Asked(int count, int length, ulong seed) =>
        new()
        {
            ["facts"] = Tensor.From<float>(Numbers(count * 2, seed), count, 2),
            ["tokens"] = Tensor.From<long>(
                [.. Enumerable.Range(0, count * length).Select(place => (long)((place + (int)seed) % 6))],
                count,
                length
            ),
        };

    // The sum of what is known of the tokens, next to the facts; and the tokens' own answers, twice in the same memory.
    private static Graph Sentences()
    {
        var graph = new Graph("sentences");
        var facts = graph.AddInput("facts", ElementType.Float32, new Shape("N", 2));
        var known = graph
            .AddParameter("table", Tensor.From<float>(Numbers(6 * 3, 20), 6, 3))
            .Gather(graph.AddInput("tokens", ElementType.Int64, new Shape("N", "T")));
        graph.AddOutput(known, "places");
        graph.AddOutput(known.Reshape(new Shape("N", (Dimension)"T" * 3)), "flat");
        graph.AddOutput(new[] { facts, known.ReduceSum([1]) }.Concat(1), "whole");
        return graph;
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
        var hidden = x.Linear(
                graph.AddParameter("w1", Tensor.From<float>(Numbers(7 * Wide, 10), 7, Wide)),
                graph.AddParameter("b1", Tensor.From<float>(Numbers(7, 11), 7))
            )
            .Relu();
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
