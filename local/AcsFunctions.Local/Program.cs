Console.WriteLine("AcsFunctions.Local");
