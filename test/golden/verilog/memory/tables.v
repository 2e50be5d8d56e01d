module tables (
  input  wire        clk,
  input  wire        rst,
  input  wire  [7:0] long_addr,
  output wire [17:0] long_value,
  input  wire  [1:0] short_addr,
  output wire  [7:0] short_value
);
  (* rom_style = "block" *)
  reg [17:0] sine [0:255];
  initial begin
    $readmemh("tables_sine.hex", sine);
  end

  reg [17:0] sine_data = 18'd0;
  reg [7:0] gains [0:3];
  initial begin
    gains[0] = 8'd1;
    gains[1] = 8'd3;
    gains[2] = 8'd7;
    gains[3] = 8'd20;
  end

  // sine: synchronous ROM
  always @(posedge clk) begin
    sine_data <= sine[long_addr];
  end

  wire [7:0] gains_data = gains[short_addr];
  assign long_value = sine_data;
  assign short_value = gains_data;

  wire _unused_ok = &{1'b0, rst};
endmodule
