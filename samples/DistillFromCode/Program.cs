using Decant.Engine.Inference;
using Decant.Pipeline;
using Decant.Recipes;

Recipe recipe = RecipeReader.Read("recipes/demo.yaml", ["training.epochs=10"]);
RunOutcome outcome = Distillation.Run(recipe, new RunSettings { Name = "from-code" });

Console.WriteLine(outcome.Verdict); // did distillation help, and by how much?
Console.WriteLine(outcome.Folder); // student.onnx, report.html, summary.json …

using Model model = Model.Load(Path.Combine(outcome.Folder, "student.onnx"));
float[] probabilities = model.Predict(new float[model.InputSize]); // a black picture
Console.WriteLine($"{model.AnswerNames.Zip(probabilities).MaxBy(answer => answer.Second).First}: {probabilities.Max():P0}");
