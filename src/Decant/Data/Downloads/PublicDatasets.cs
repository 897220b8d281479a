using Decant.Engine;

namespace Decant.Data.Downloads;

/// <summary>
/// The public data sets that Decant can fetch. Lengths and hashes are those that the files have been published with for years.
/// </summary>
internal static class PublicDatasets
{
    private static readonly string[] s_mnist =
    [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "http://yann.lecun.com/exdb/mnist/",
    ];

    private static readonly string[] s_fashion =
    [
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    ];

    private static readonly string[] s_cifar =
    [
        "https://www.cs.toronto.edu/~kriz/",
        "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/",
    ];

    /// <summary>Every data set, in the order in which a command lists them.</summary>
    public static IReadOnlyList<PublicDataset> All { get; } =
    [
        new(
            "mnist",
            "Handwritten digits: 60,000 + 10,000 grey images of 28x28, 10 classes (LeCun, Cortes, Burges).",
            "CC BY-SA 3.0",
            "data: { source: idx, path: mnist }",
            [
                File("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", s_mnist),
                File("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", s_mnist),
                File("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", s_mnist),
                File("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", s_mnist),
            ]
        ),
        new(
            "fashion-mnist",
            "Articles of clothing: 60,000 + 10,000 grey images of 28x28, 10 classes (Xiao, Rasul, Vollgraf 2017, arXiv:1708.07747).",
            "MIT",
            "data: { source: idx, path: fashion-mnist, classes: 'T-shirt/top, Trouser, Pullover, Dress, Coat, "
                + "Sandal, Shirt, Sneaker, Bag, Ankle boot' }",
            [
                File(
                    "train-images-idx3-ubyte.gz",
                    26_421_880,
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    s_fashion
                ),
                File("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", s_fashion),
                File("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", s_fashion),
                File("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", s_fashion),
            ]
        ),
        new(
            "cifar-10",
            "Photographs: 50,000 + 10,000 colour images of 32x32, 10 classes (Krizhevsky 2009).",
            "none stated by the authors",
            "data: { source: cifar-binary, path: cifar-10/cifar-10-binary.tar.gz }",
            [File("cifar-10-binary.tar.gz", 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", s_cifar)]
        ),
    ];

    /// <summary>The data set of a name.</summary>
    /// <exception cref="DecantException">There is no such data set.</exception>
    public static PublicDataset Of(string name) =>
        All.FirstOrDefault(dataset => dataset.Name == name)
        ?? throw new DecantException($"data get: {NearestName.Explain("data set", name, All.Select(dataset => dataset.Name))}.");

    private static PublicFile File(string name, long bytes, string sha256, string[] folders) =>
        new(name, bytes, sha256, [.. folders.Select(folder => new Uri(folder + name))]);
}
