using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;
using Decant.Tasks;

namespace Decant.Tests.Adoption;

/// <summary>Files in training mode, whose answers would depend on the batch or on chance.</summary>
public sealed class InferenceFormTests : IDisposable
{
    private readonly WorkerPool _pool = new(1);

    [Fact]
    public void A_file_in_training_mode_answers_for_one_sample_as_for_64_and_says_so()
    {
        var adopted = Adopt(x => Dropped(Normalized(x)));
        var images = ForeignNetwork.Images(64);
        using var all = ForeignNetwork.Pixels(images, 64, 2, 6, 6);
        var whole = ForeignNetwork.Run(adopted.Network, "logits", all);

        for (var i = 0; i < 64; i += 21)
        {
            using var one = all.View(i * 72, 1, 2, 6, 6);
            Assert.Equal(whole[(3 * i)..(3 * (i + 1))], ForeignNetwork.Run(adopted.Network, "logits", one), (a, b) =>
                Math.Abs(a - b) < 1e-5
            );
        }

        Assert.Contains(
            "its file is in training mode, so an answer would depend on the other samples of its batch: one batch "
                + "normalisation and one dropout are switched to evaluation.",
            adopted.Notes
        );
    }

    [Fact]
    public void It_answers_by_its_running_statistics_and_is_trained_with_the_batchs()
    {
        var adopted = Adopt(Normalized);
        var plain = Adopt(x =>
            x.BatchNormalization(
                Numbers(x, "scale", 2, 3),
                Numbers(x, "bias", 0, 1),
                Numbers(x, "mean", 0.5f, 0.25f),
                Numbers(x, "variance", 4, 1)
            )
        );
        var images = ForeignNetwork.Images(5);
        using var pixels = ForeignNetwork.Pixels(images, 5, 2, 6, 6);

        Assert.Equal(ForeignNetwork.Run(plain.Network, "logits", pixels), ForeignNetwork.Run(adopted.Network, "logits", pixels));
        Assert.Contains("scale", adopted.Network.Parameters);
        Assert.Empty(plain.Notes);
    }

    [Fact]
    public void Dropout_in_training_mode_alone_is_switched_off_and_runs_nowhere_before_that()
    {
        var file = ForeignNetwork.Of(new Shape("n", 2, 6, 6), Dropped);

        Assert.Contains(
            "it is in training mode, so its result is random",
            Assert
                .Throws<UnsupportedException>(() =>
                    Executable.Compile(
                        file,
                        new CompileOptions
                        {
                            Device = DeviceCatalogue.Default(_pool),
                            Bounds = new Dictionary<string, int> { ["n"] = 2 },
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "so an answer would depend on chance: one dropout is switched to evaluation",
            Assert.Single(Adopt(Dropped).Notes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Dropout_in_training_mode_stays_so_in_a_file()
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(ForeignNetwork.Of(new Shape("n", 2, 6, 6), Dropped), stream);
        stream.Position = 0;

        Assert.Equal(
            new Dropout(0.25, IsTraining: true),
            Assert.Single(OnnxFile.Read(stream).Nodes, node => node.Operator is Dropout).Operator
        );
    }

    public void Dispose() => _pool.Dispose();

    private AdoptedNetwork Adopt(Func<Value, Value> arrange) =>
        NetworkAdoption.Run(
            ForeignNetwork.Of(new Shape("n", 2, 6, 6), arrange, z => z),
            new AdoptionOptions { Form = AnswerForm.Logits, Preprocessing = Preprocessing.None },
            ForeignNetwork.Task(_pool, ForeignNetwork.Images()),
            isTried: false
        );

    private static Value Normalized(Value x) =>
        x
            .Graph.AddNode(
                new BatchNormalizationTraining(1e-5, 0.9),
                [x, Numbers(x, "scale", 2, 3), Numbers(x, "bias", 0, 1), Numbers(x, "mean", 0.5f, 0.25f), Numbers(x, "variance", 4, 1)]
            )
            .Outputs[0];

    private static Value Dropped(Value x) => x.Graph.Add(new Dropout(0.25, IsTraining: true), x);

    private static Value Numbers(Value x, string name, params float[] numbers) => x.Graph.AddInitializer(name, Tensor.From<float>(numbers));
}
