using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Training.Optimizers;

// Data, augmentation, task, architecture and a loss of one's own. A run that was stopped continues when the program is started again.
TrainingSettings training = new()
{
    Optimizer = new AdamW { LearningRate = 0.01 },
    SimilarLength = "T",
};
Recipe recipe = new()
{
    Task = new VisitTask(),
    Data = new()
    {
        Source = new VisitSource(8000),
        Augment = new() { Steps = [new ForgetThings(0.1)] },
    },
    Teacher = new()
    {
        Train = new() { Model = new VisitNetwork(32), Training = training },
    },
    Student = new() { Model = new VisitNetwork(4) },
    Losses = [new SoftTargetsLoss { Weight = 1 }, new PriceLoss { Weight = 0.1 }, new HardLabelsLoss { Weight = 0.1 }],
    Training = training,
};
RunOutcome outcome = Distillation.Run(recipe, new RunSettings { OutputFolder = "runs/own-task", Resume = true });
Console.WriteLine(outcome.Verdict);

// One visit: what is known of the visitor, and three things. The file answers by the names of its heads.
using Model model = Model.Load(Path.Combine(outcome.Folder, "student.onnx"));
IReadOnlyDictionary<string, Tensor> answers = model.Run(
    new Dictionary<string, Tensor>
    {
        ["facts"] = Tensor.From<float>([0.2f, 0.9f, 0.5f], 1, 3),
        ["things"] = Tensor.From<long>([6, 5, 6], 1, 3),
        ["things.mask"] = Tensor.From<float>([1, 1, 1], 1, 3),
    }
);
Console.WriteLine($"bought: {answers["probabilities"].Span<float>()[1]:P0}, for {answers["price"].Span<float>()[0]:0.00} euros");
