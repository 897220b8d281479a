using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Randomness;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx.Dynamic;

/// <summary>Networks that others exported with free sizes, judged by ONNX Runtime at several of them.</summary>
public sealed class RealDynamicNetworkTests
{
    [Theory]
    [InlineData("ch_PP-OCRv4_det_infer.onnx", "1,3,32,32 2,3,64,32 1,3,96,160 1,3,128,64 3,3,32,64")]
    [InlineData("ch_ppocr_mobile_v2.0_cls_infer.onnx", "1,3,48,192 2,3,48,96 1,3,64,100 4,3,48,64 1,3,50,61")]
    [InlineData("melspectrogram.onnx", "1,512 1,1280 2,2000 1,17280 3,700")]
    public void A_network_of_free_sizes_gives_what_ONNX_Runtime_gives_at_each(string file, string sizes)
    {
        var path = RealFile(file);
        using var network = DynamicNetwork.Read(path, threads: 2);
        var inputs = sizes
            .Split(' ')
            .Select(shape => new Dictionary<string, Tensor>
            {
                [network.Inputs[0].Name] = Noise(shape, [.. shape.Split(',').Select(int.Parse)]),
            })
            .ToArray();

        Judge(File.ReadAllBytes(path), inputs, network.Run);
    }

    [Fact]
    public void A_sound_becomes_a_spectrogram_and_its_windows_become_embeddings()
    {
        // The windows are 76 frames of 32 bands, shifted and scaled as those who packaged the two files do it.
        using var ears = DynamicNetwork.Read(RealFile("melspectrogram.onnx"), threads: 2);
        using var network = DynamicNetwork.Read(RealFile("embedding_model.onnx"), threads: 2);
        var windows = new[] { 12_560, 13_840, 16_000, 20_000, 32_000 }
            .Select(samples =>
            {
                var sound = new Dictionary<string, Tensor> { ["input"] = Noise($"sound {samples}", [1, samples]) };
                var (heard, bands) = (ears.Run(sound)["output"], Judged("melspectrogram.onnx", sound)["output"]);
                TensorAssert.Close(bands, heard, 1e-4, 1e-3);
                var count = 1 + ((heard.Dimensions[2] - 76) / 8);
                var window = new Tensor(ElementType.Float32, count, 76, 32, 1);
                for (var i = 0; i < count; i++)
                for (var j = 0; j < 76 * 32; j++)
                {
                    window.Span<float>()[(i * 76 * 32) + j] = (heard.Span<float>()[(i * 8 * 32) + j] / 10) + 2;
                }

                return new Dictionary<string, Tensor> { ["input_1"] = window };
            })
            .ToArray();

        Assert.Equal([1, 2, 3, 6, 16], windows.Select(window => window["input_1"].Dimensions[0]));
        Judge(File.ReadAllBytes(RealFile("embedding_model.onnx")), windows, network.Run);
    }

    [Theory]
    [InlineData(16_000, 512)]
    [InlineData(8_000, 256)]
    public void Silero_hears_chunk_after_chunk_with_its_states_fed_back(int rate, int chunk)
    {
        var path = RealFile("silero_vad.onnx");
        using var network = DynamicNetwork.Read(path, threads: 2);
        var stateful = new StatefulNetwork(network);
        Assert.Equal([("cn", "c"), ("hn", "h")], stateful.States.Select(pair => (pair.Key, pair.Value)).Order());

        var (h, c) = (new Tensor(ElementType.Float32, 2, 1, 64), new Tensor(ElementType.Float32, 2, 1, 64));
        foreach (var samples in new[] { chunk, chunk, 2 * chunk, chunk, 3 * chunk })
        {
            var inputs = new Dictionary<string, Tensor>
            {
                ["input"] = Noise($"{rate} {samples}", [1, samples]),
                ["sr"] = Tensor.Scalar((long)rate),
            };
            var ours = stateful.Run(inputs);
            var theirs = Judged("silero_vad.onnx", new Dictionary<string, Tensor>(inputs) { ["h"] = h, ["c"] = c });
            Assert.All(theirs, output => TensorAssert.Close(output.Value, ours[output.Key], 1e-4, 1e-5));
            (h, c) = (theirs["hn"], theirs["cn"]);
        }

        Assert.Equal(3, network.Plans);
        stateful.Reset();
        var again = stateful.Run(
            new Dictionary<string, Tensor> { ["input"] = Noise($"{rate} {chunk}", [1, chunk]), ["sr"] = Tensor.Scalar((long)rate) }
        );
        Assert.NotEqual(h.Span<float>().ToArray(), again["hn"].Span<float>().ToArray());
    }

    private static void Judge(
        byte[] model,
        Dictionary<string, Tensor>[] inputs,
        Func<Dictionary<string, Tensor>, IReadOnlyDictionary<string, Tensor>> run
    )
    {
        foreach (
            var (given, answer) in inputs.Zip(
                OnnxRuntimeOracle.RunAll([.. inputs.Select(given => new OnnxRuntimeOracle.Question(model, given))])
            )
        )
        {
            Assert.True(answer.Error is null, answer.Error);
            var ours = run(given);
            Assert.All(answer.Outputs, output => TensorAssert.Close(output.Value, ours[output.Key], 1e-4, 1e-4));
        }
    }

    private static IReadOnlyDictionary<string, Tensor> Judged(string file, IReadOnlyDictionary<string, Tensor> inputs) =>
        OnnxRuntimeOracle.Run(File.ReadAllBytes(RealFile(file)), inputs);

    private static string RealFile(string file)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DECANT_DATA") ?? "", "pretrained", "foreign", file);
        Assert.SkipUnless(
            File.Exists(path),
            $"The network is missing: set DECANT_DATA to the folder of the test data, with pretrained/foreign/{file} in it."
        );
        OnnxRuntimeOracle.SkipIfMissing();
        return path;
    }

    private static Tensor Noise(string name, int[] sizes)
    {
        var stream = new RandomStream(0, name);
        var noise = new Tensor(ElementType.Float32, sizes);
        foreach (ref var number in noise.Span<float>())
        {
            number = (float)((2 * stream.NextDouble()) - 1);
        }

        return noise;
    }
}
