"""How the shipped language model is made, from data to ONNX; not imported by the package."""
