module counter ( // counter.ts:13
  input  wire       clk,
  input  wire       rst,
  input  wire       enable, // counter.ts:6
  output wire [7:0] count
);
  reg [7:0] count_reg = 8'd0; // counter.ts:8

  always @(posedge clk) begin
    if (rst) begin
      count_reg <= 8'd0;
    end else if (enable) begin // counter.ts:9
      count_reg <= count_reg + 8'd1;
    end
  end

  assign count = count_reg; // counter.ts:10
endmodule
