using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Pretrained.HuggingFace;

namespace Decant.Tests.Pretrained;

public sealed class HuggingFaceFolderTests
{
    [Fact]
    public void A_folder_says_its_classes_its_tokenizer_and_the_longest_text()
    {
        using var folder = new EncoderFolder("roberta", "ForSequenceClassification").Write();
        Assert.Null(HuggingFaceFolder.Read(folder.Path).Tokenizer);
        File.WriteAllText(Path.Combine(folder.Path, "vocab.json"), "{}");
        File.WriteAllText(Path.Combine(folder.Path, "tokenizer.json"), "{}");

        var read = HuggingFaceFolder.Read(folder.Path);

        Assert.Equal(Path.Combine(folder.Path, "tokenizer.json"), read.Tokenizer);
        Assert.Equal("""["no","maybe","yes"]""", read.Graph.Metadata["decant.classes"]);
        Assert.Equal(9, read.Configuration.LongestText);
        Assert.Equal(["input_ids: Int64[N, T]", "attention_mask: Int64[N, T]"], read.Graph.Inputs.Select(input => input.ToString()));
        Assert.Equal(
            ["last_hidden_state: Float32[N, T, 8]", "logits: Float32[N, 3]"],
            read.Graph.Outputs.Select(output => output.ToString())
        );
    }

    [Fact]
    public void Classes_that_no_one_named_have_no_names()
    {
        using var folder = new EncoderFolder("bert", "ForSequenceClassification");
        folder.Configuration["id2label"] = new Dictionary<string, string>
        {
            ["0"] = "LABEL_0",
            ["1"] = "LABEL_1",
            ["2"] = "LABEL_2",
        };

        Assert.DoesNotContain("decant.classes", HuggingFaceFolder.Read(folder.Write().Path).Graph.Metadata.Keys);
    }

    [Fact]
    public void A_head_of_pretraining_is_left_out_and_told()
    {
        using var folder = new EncoderFolder("bert", "ForPreTraining").Write();

        var read = HuggingFaceFolder.Read(folder.Path);

        Assert.Contains(
            "its head of pretraining is left out: cls.predictions.transform.dense",
            Assert.Single(read.Notes),
            StringComparison.Ordinal
        );
        Assert.Equal(["last_hidden_state", "pooler_output"], read.Graph.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Names_of_2018_are_known()
    {
        using var folder = new EncoderFolder("bert", "Model");
        var expected = folder.Tensors["embeddings.LayerNorm.weight"];
        foreach (var name in folder.Tensors.Keys.Where(name => name.Contains("LayerNorm", StringComparison.Ordinal)).ToArray())
        {
            folder.Tensors.Remove(name, out var tensor);
            folder.Tensors[name.Replace("weight", "gamma", StringComparison.Ordinal).Replace("bias", "beta", StringComparison.Ordinal)] =
                tensor!;
        }

        Assert.Equal(
            expected.Span<float>().ToArray(),
            HuggingFaceFolder.Read(folder.Write().Path).Graph["embeddings.LayerNorm.weight"].Data!.Span<float>().ToArray()
        );
    }

    [Fact]
    public void Tensors_that_are_missing_left_over_or_of_other_sizes_are_named_all_at_once()
    {
        using var folder = new EncoderFolder("bert", "ForSequenceClassification");
        folder.Tensors.Remove("encoder.layer.1.attention.self.key.bias");
        folder.Tensors.Remove("pooler.dense.bias");
        folder.Tensors["encoder.layer.0.intermediate.dense.weight"] = new Tensor(ElementType.Float32, 13, 8);
        folder.Tensors["encoder.layer.2.output.dense.bias"] = new Tensor(ElementType.Float32, 8);

        var problem = Assert.Throws<DecantException>(() => HuggingFaceFolder.Read(folder.Write().Path)).Message;

        Assert.Contains("missing: encoder.layer.1.attention.self.key.bias [8], pooler.dense.bias [8]; ", problem, StringComparison.Ordinal);
        Assert.Contains(
            "of other sizes: encoder.layer.0.intermediate.dense.weight [12, 8], in the file F32 [13, 8]; ",
            problem,
            StringComparison.Ordinal
        );
        Assert.Contains("left over: bert.encoder.layer.2.output.dense.bias.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model_type", "gpt2", "unknown model_type 'gpt2'; known: bert, camembert, distilbert, roberta, xlm-roberta")]
    [InlineData("hidden_size", 0, "hidden_size: expected a whole number from 1, received 0")]
    [InlineData("hidden_act", "gelo", "unknown hidden_act 'gelo'; nearest: 'gelu'")]
    [InlineData("num_attention_heads", 3, "3 heads do not divide a width of 8")]
    [InlineData("position_embedding_type", "relative_key", "expected absolute, received relative_key")]
    public void A_configuration_that_cannot_be_is_refused(string key, object value, string message)
    {
        using var folder = new EncoderFolder("bert", "Model");
        folder.Configuration[key] = value;

        Assert.Contains(
            message,
            Assert.Throws<DecantException>(() => HuggingFaceFolder.Read(folder.Write().Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void All_that_is_wrong_with_a_configuration_is_said_at_once()
    {
        using var folder = new EncoderFolder("distilbert", "Model");
        folder.Configuration.Remove("dim");
        folder.Configuration["vocab_size"] = "many";

        var problem = Assert.Throws<DecantException>(() => HuggingFaceFolder.Read(folder.Write().Path)).Message;

        Assert.Contains("dim: expected a whole number from 1, received nothing; vocab_size: expected", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_its_files_says_which()
    {
        using var folder = new EncoderFolder("bert", "Model");
        Refused("expected config.json in ");

        folder.Write();
        File.Move(Path.Combine(folder.Path, "model.safetensors"), Path.Combine(folder.Path, "pytorch_model.bin"));
        Refused("there is neither, but pytorch_model.bin. Save the model again with safe_serialization=True");

        File.WriteAllText(Path.Combine(folder.Path, "config.json"), "[1, 2");
        Refused("expected JSON");

        void Refused(string message) =>
            Assert.Contains(
                message,
                Assert.Throws<DecantException>(() => HuggingFaceFolder.Read(folder.Path)).Message,
                StringComparison.Ordinal
            );
    }
}
