using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Tasks;
using Decant.Tests.Shared;

namespace Decant.Tests.Adoption.Texts;

public sealed class TextNetworkAdoptionTests : IDisposable
{
    private readonly WorkerPool _pool = new(1);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("teacher.")]
    public void A_file_becomes_a_network_with_the_inputs_of_the_samples_and_the_outputs_of_the_task(string prefix)
    {
        var network = Adopted(TextEncoder.Build(), new() { HeadSize = 2, Prefix = prefix }).Network;

        var length = prefix.Length == 0 ? "T" : "U";
        Assert.Equal(
            new[] { "attention_mask", "input_ids", "token_type_ids" }.Select(name => $"{prefix}{name}: Int64[N, {length}]"),
            network.Inputs.Select(input => input.ToString()).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["logits: Float32[N, 2]", "probabilities: Float32[N, 2]"], network.Outputs.Select(output => output.ToString()));
        Assert.Equal($"[N, {length}, 6]", network["last_hidden_state"].Shape.ToString());
        Assert.Equal("first", network.Metadata["decant.pooling"]);
        Assert.Equal("small-encoder", network.Metadata["decant.origin"]);
    }

    [Theory]
    [InlineData(nameof(TextPooling.First))]
    [InlineData(nameof(TextPooling.Mean))]
    public void The_pooled_vector_is_the_first_token_or_the_mean_of_the_tokens_that_the_mask_leaves(string name)
    {
        var pooling = Enum.Parse<TextPooling>(name);
        var file = TextEncoder.Build();
        var network = Adopted(file, new() { HeadSize = 2, Pooling = pooling }).Network;
        network.AddOutput(network[TextNetworkAdoption.Pooled]);
        var texts = Texts(3, [5, 2, 4], 5);
        var hidden = GraphRun.Of(file, texts, "reference")["last_hidden_state"].Span<float>();
        var pooled = GraphRun.Of(network, texts, "reference")[TextNetworkAdoption.Pooled].Span<float>();

        for (var n = 0; n < 3; n++)
        {
            var count = pooling == TextPooling.First ? 1 : new[] { 5, 2, 4 }[n];
            for (var d = 0; d < TextEncoder.Width; d++)
            {
                var mean = 0.0;
                for (var t = 0; t < count; t++)
                {
                    mean += hidden[(((n * 5) + t) * TextEncoder.Width) + d] / count;
                }

                Assert.Equal(mean, pooled[(n * TextEncoder.Width) + d], 1e-6);
            }
        }
    }

    [Fact]
    public void A_text_without_tokens_has_a_mean_of_zero()
    {
        var network = Adopted(TextEncoder.Build(), new() { HeadSize = 2, Pooling = TextPooling.Mean }).Network;
        network.AddOutput(network[TextNetworkAdoption.Pooled]);

        var pooled = GraphRun.Of(network, Texts(2, [3, 0], 3), "reference")[TextNetworkAdoption.Pooled].Span<float>();

        Assert.Equal(new float[TextEncoder.Width], pooled[TextEncoder.Width..].ToArray());
    }

    [Theory]
    [InlineData(nameof(TextPooling.First), "reference")]
    [InlineData(nameof(TextPooling.Mean), "reference")]
    [InlineData(nameof(TextPooling.First), "managed")]
    [InlineData(nameof(TextPooling.Mean), "managed")]
    public void Padding_carries_nothing_into_logits_loss_and_gradients(string pooling, string kernels)
    {
        var network = Adopted(TextEncoder.Build(), new() { HeadSize = 2, Pooling = Enum.Parse<TextPooling>(pooling) }).Network;

        var (own, padded) = (Step(network, 4, kernels), Step(network, 8, kernels));

        Assert.Equal(own.Keys, padded.Keys);
        Assert.Contains("d.words", own.Keys);
        Assert.All(own, output => TensorAssert.Close(output.Value, padded[output.Key], 1e-6, 1e-6));
    }

    [Fact]
    public void Each_token_answers_for_itself_where_nothing_is_pooled()
    {
        var tokens = new TokenTask();
        var network = Adopted(
            TextEncoder.Build(),
            new()
            {
                HeadSize = 3,
                Pooling = null,
                Dropout = 0,
            },
            new LearningGoal(tokens) { Answers = 3 }
        ).Network;
        var texts = Texts(2, [4, 3], 4);
        var hidden = GraphRun.Of(TextEncoder.Build(), texts, "reference")["last_hidden_state"];
        var logits = GraphRun.Of(network, texts, "reference")["logits"];

        Assert.Equal([2, 4, 3], logits.Dimensions.ToArray());
        var weight = network["head.weight"].Data!.Span<float>().ToArray();
        Assert.InRange(weight.Average(number => number * number), 0.01 * 0.01, 0.03 * 0.03);
        Assert.Equal(
            Enumerable
                .Range(0, TextEncoder.Width)
                .Sum(d => (double)hidden.Span<float>()[(5 * TextEncoder.Width) + d] * weight[(3 * d) + 1]),
            logits.Span<float>()[(5 * 3) + 1],
            1e-6
        );
    }

    [Fact]
    public void Training_changes_all_weights_and_what_two_layers_share_stays_one()
    {
        var adopted = Adopted(TextEncoder.Build(), new() { HeadSize = 2 });

        Assert.Equal(
            TextEncoder
                .Build()
                .Initializers.Where(value => value.Shape.Rank > 0)
                .Select(value => value.Name)
                .Concat(["head.bias", "head.weight"])
                .Order(),
            adopted.Network.Parameters.Order()
        );
        Assert.Contains("training changes all", adopted.ScopeNote(), StringComparison.Ordinal);
        Assert.Equal(2, adopted.Network.Nodes.Count(node => node.Inputs.Contains(adopted.Network["query.weight"])));
    }

    [Theory]
    [InlineData(new[] { "segment_ids", "ids", "input_mask" }, new[] { 2, 0, 1 })]
    [InlineData(new[] { "a", "b", "c" }, new[] { 0, 1, 2 })]
    [InlineData(new[] { "c", "a", "b" }, new[] { 1, 2, 0 })]
    public void Inputs_of_other_names_and_orders_are_known_by_what_they_do(string[] names, int[] order)
    {
        string[] given = names.Contains("ids") ? ["ids", "input_mask", "segment_ids"] : names;
        var adopted = Adopted(TextEncoder.Build(given, order, ElementType.Int32), new() { HeadSize = 2, Seed = 4 });
        var usual = Adopted(TextEncoder.Build(), new() { HeadSize = 2, Seed = 4 });

        var texts = Texts(2, [4, 2], 4);
        TensorAssert.Close(
            GraphRun.Of(usual.Network, texts, "reference")["logits"],
            GraphRun.Of(adopted.Network, texts, "reference")["logits"]
        );
        Assert.Equal(names.Contains("ids") ? 0 : 3, adopted.Notes.Count(note => note.Contains("is taken for", StringComparison.Ordinal)));
    }

    [Fact]
    public void Kinds_of_texts_that_samples_lack_are_all_the_first()
    {
        var adopted = Adopted(
            TextEncoder.Build(),
            new() { HeadSize = 2, Seed = 4 },
            samples: new TokenTexts(4, TextEncoder.Words, hasTypes: false)
        );
        var texts = Texts(2, [4, 2], 4);
        texts["token_type_ids"].Span<long>().Clear();

        Assert.Equal(["attention_mask", "input_ids"], adopted.Network.Inputs.Select(input => input.Name).Order(StringComparer.Ordinal));
        Assert.Contains(adopted.Notes, note => note.Contains("every token is of the first text", StringComparison.Ordinal));
        TensorAssert.Close(
            GraphRun.Of(Adopted(TextEncoder.Build(), new() { HeadSize = 2, Seed = 4 }).Network, texts, "reference")["logits"],
            GraphRun.Of(adopted.Network, texts, "reference")["logits"]
        );
    }

    [Fact]
    public void A_network_of_ids_alone_gets_a_mask_where_the_mean_needs_it()
    {
        string?[] names = ["input_ids", null, null];

        Assert.Equal(
            ["input_ids"],
            Adopted(TextEncoder.Build(names, [0]), new() { HeadSize = 2 }).Network.Inputs.Select(input => input.Name)
        );
        Assert.Equal(
            ["input_ids", "attention_mask"],
            Adopted(TextEncoder.Build(names, [0]), new() { HeadSize = 2, Pooling = TextPooling.Mean })
                .Network.Inputs.Select(input => input.Name)
        );
    }

    [Fact]
    public void What_is_no_text_network_is_refused_in_a_sentence()
    {
        Refused("nothing gives 'position_ids' Int64[batch, sequence] its numbers", With("position_ids"));
        Refused("'input_ids' and 'other' could be the same", With("other"));
        Refused("expected an input input_ids", TextEncoder.Build(["attention_mask", null, null], [0]));
        Refused(
            "its output 'last_hidden_state' answers [N, T, 6], and the data have 2 classes. Give it a new last layer with 'head: { classes: 2 }'",
            TextEncoder.Build(),
            new()
        );
        Refused("head: expected 2 classes, as the data have, received 5", TextEncoder.Build(), new() { HeadSize = 5 });

        var fixedLength = new Graph("fixed");
        var ids = fixedLength.AddInput("input_ids", ElementType.Int64, new Shape("N", 128));
        fixedLength.AddOutput(fixedLength.AddInitializer("words", new Tensor(ElementType.Float32, 20, 3)).Gather(ids), "last_hidden_state");
        Refused("expected inputs whose batch and length are free, received 'input_ids' [N, 128]", fixedLength);

        static Graph With(string name)
        {
            var graph = TextEncoder.Build();
            var further = graph.AddInput(name, ElementType.Int64, new Shape("batch", "sequence"));
            var hidden = graph["last_hidden_state"];
            var longer = graph.AddInitializer("further", new Tensor(ElementType.Float32, 40, TextEncoder.Width)).Gather(further);
            graph.AddOutput(hidden + longer, "more");
            return graph;
        }

        void Refused(string message, Graph file, TextAdoptionOptions? options = null) =>
            Assert.Contains(
                message,
                Assert.Throws<DecantException>(() => Adopted(file, options ?? new() { HeadSize = 2 })).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_tokenizer_with_more_tokens_than_the_table_has_rows_is_refused()
    {
        var network = Adopted(TextEncoder.Build(), new() { HeadSize = 2, Prefix = "teacher." }).Network;

        Assert.Equal("words", TokenTable.Of(network)!.Name);
        TokenTable.RequireVocabulary(network, TextEncoder.Words);
        Assert.Contains(
            "the tokenizer has 22 tokens, and the network 'small-encoder' a table of 21 ('words'): ids from 21 on have no row",
            Assert.Throws<DecantException>(() => TokenTable.RequireVocabulary(network, TextEncoder.Words + 1)).Message,
            StringComparison.Ordinal
        );
    }

    private AdoptedNetwork Adopted(Graph file, TextAdoptionOptions options, LearningGoal? goal = null, TokenTexts? samples = null) =>
        TextNetworkAdoption.Run(
            file,
            options,
            new AdoptionTask(
                samples ?? new TokenTexts(4, TextEncoder.Words, prefix: options.Prefix),
                goal ?? LearningGoal.Classes,
                InputScaling.None,
                DeviceCatalogue.Default(_pool)
            )
        );

    // Logits, loss and the gradients of all weights, of three texts of at most four tokens.
    private static Dictionary<string, Tensor> Step(Graph network, int length, string kernels)
    {
        var graph = PassLists.Forward.Run(Duplicate.Of(network));
        var labels = graph.AddInput("labels", ElementType.Int64, new Shape("N"));
        var loss = graph["logits"].LogSoftmax().GatherElements(labels.Unsqueeze(1), 1).ReduceMean() * -1;
        graph.AddOutput(loss, "loss");
        var weights = graph.Parameters.Select(name => graph[name]).ToArray();
        foreach (var (weight, derivative) in weights.Zip(loss.Differentiate(weights)))
        {
            graph.AddOutput(derivative, $"d.{weight.Name}");
        }

        var inputs = Texts(3, [4, 2, 3], length);
        inputs["labels"] = Tensor.From<long>([0, 1, 1], 3);
        return GraphRun.Of(DeadCode.Remove(graph, [.. graph.Outputs.Select(output => output.Name)]), inputs, kernels);
    }

    // Padding has ids of its own, so that it would be seen.
    private static Dictionary<string, Tensor> Texts(int count, int[] lengths, int length)
    {
        return new()
        {
            ["input_ids"] = Of((n, t) => t < lengths[n] ? 1 + (((3 * n) + (5 * t)) % (TextEncoder.Words - 1)) : t % TextEncoder.Words),
            ["attention_mask"] = Of((n, t) => t < lengths[n] ? 1 : 0),
            ["token_type_ids"] = Of((n, t) => t < lengths[n] && t > 1 ? 1 : 0),
        };

        Tensor Of(Func<int, int, long> number) =>
            Tensor.From<long>([.. Enumerable.Range(0, count * length).Select(i => number(i / length, i % length))], count, length);
    }

    private sealed class TokenTask() : LearningTask("tokens-of-a-kind")
    {
        public override AnswerMeaning Answers => AnswerMeaning.Classes;

        public override MetricFacts MainMetric => Accuracy.Facts;

        protected internal override IReadOnlyList<string> AnswerShape => ["N", "T", "C"];

        protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => throw new NotSupportedException();
    }
}
