using AcsFunctions.AcsEmulator.Tool;

return await EmulatorProgram.RunAsync(args, Environment.GetEnvironmentVariables(), Console.Out, Console.Error);
