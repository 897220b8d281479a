using Decant.Cli;
using Decant.Cli.Shell;

return CommandLine.Run(args, Terminal.OfProcess(), TimeProvider.System);
