using Decant.Options;
using Decant.Students.Texts;
using Decant.Tasks;

namespace Decant.Students;

/// <summary>The architectures that a recipe can name.</summary>
internal static class Architectures
{
    /// <summary>All of them.</summary>
    public static Catalogue<Architecture> All { get; } =
        new(
            "model",
            [
                new Mlp(),
                new TabularResNet(),
                new LightGbm(),
                new Cnn(),
                new ResNet(),
                new ImageNetResNet(),
                new MobileNet(),
                new Encoder(),
                new TextCnn(),
                new BiLstm(),
                new BagOfEmbeddings(),
                new StaticEmbedding(),
                .. LearningTasks.All.SelectMany(task => task.Architectures).Distinct(),
            ]
        )
        {
            NamesElsewhere = new Dictionary<string, string>
            {
                ["perceptron"] = "mlp",
                ["dense"] = "mlp",
                ["fc"] = "mlp",
                ["linear"] = "mlp",
                ["table-resnet"] = "tabular-resnet",
                ["gbdt"] = "lightgbm",
                ["gbm"] = "lightgbm",
                ["xgboost"] = "lightgbm",
                ["trees"] = "lightgbm",
                ["convnet"] = "cnn",
                ["lenet"] = "cnn",
                ["conv"] = "cnn",
                ["wrn"] = "resnet",
                ["wide-resnet"] = "resnet",
                ["resnet20"] = "resnet",
                ["resnet18"] = "resnet-imagenet",
                ["resnet34"] = "resnet-imagenet",
                ["mobilenetv2"] = "mobilenet",
                ["mobilenetv3"] = "mobilenet",
                ["u-net"] = "unet",
                ["deeplab"] = "lraspp",
                ["bert"] = "encoder",
                ["transformer"] = "encoder",
                ["minilm"] = "encoder",
                ["tinybert"] = "encoder",
                ["textcnn"] = "text-cnn",
                ["kim-cnn"] = "text-cnn",
                ["lstm"] = "bi-lstm",
                ["bilstm"] = "bi-lstm",
                ["fasttext"] = "bag-of-embeddings",
                ["bag-of-words"] = "bag-of-embeddings",
                ["model2vec"] = "static-embedding",
                ["word-vectors"] = "static-embedding",
            },
        };
}
